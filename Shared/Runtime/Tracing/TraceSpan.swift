public import Tracing

/// A piece of work in a trace. Its ids reach the log and further calls; nothing else of it is kept.
public struct TraceSpan: Span {
    /// The context of the work, with the span's own ids.
    public let context: ServiceContext
    private let name: String

    init(name: String, context: ServiceContext) {
        self.name = name
        self.context = context
    }

    /// What the work is called.
    public var operationName: String {
        get { name }
        nonmutating set {}
    }

    /// Always empty.
    public var attributes: SpanAttributes {
        get { [:] }
        nonmutating set {}
    }

    /// False: attributes, events and links are dropped.
    public var isRecording: Bool { false }

    /// Does nothing.
    public func setStatus(_ status: SpanStatus) {}
    /// Does nothing.
    public func addEvent(_ event: SpanEvent) {}
    /// Does nothing.
    public func addLink(_ link: SpanLink) {}
    /// Does nothing.
    public func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {}
    /// Does nothing.
    public func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {}
}
