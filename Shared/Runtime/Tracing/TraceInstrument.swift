public import Logging
import Synchronization
public import Tracing

/// Carries the trace of a piece of work through calls, and gives ids to work that starts one. It exports nothing: the ids are in the log.
public final class TraceInstrument: Tracer {
    /// The name of the field that carries a trace.
    public static let field = "traceparent"

    private let generator: Mutex<any RandomNumberGenerator & Sendable>

    /// - Parameter generator: of ids; they need not be secret, only different.
    public init(generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.generator = Mutex(generator)
    }

    /// Reads the trace that came with a call.
    public func extract<Carrier, Extract: Extractor>(_ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract)
    where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: Self.field, from: carrier) else { return }
        context.trace = TraceContext(traceparent: text)
    }

    /// Writes the trace that goes along with a call.
    public func inject<Carrier, Inject: Injector>(_ context: ServiceContext, into carrier: inout Carrier, using injector: Inject)
    where Inject.Carrier == Carrier {
        guard let trace = context.trace else { return }
        injector.inject(trace.traceparent, forKey: Self.field, into: &carrier)
    }

    /// Starts a piece of work: in the trace of its context, else in a new one.
    public func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> TraceSpan {
        var context = context()
        context.trace = child(of: context.trace)
        return TraceSpan(name: operationName, context: context)
    }

    /// Nothing is held back.
    public func forceFlush() {}

    /// The trace of new work: its parent's, with a span of its own; a new trace where there is no parent.
    func child(of parent: TraceContext?) -> TraceContext {
        TraceContext(
            traceID: parent?.traceID ?? identifier(words: 2), spanID: identifier(words: 1), isSampled: parent?.isSampled ?? true)
    }

    /// Runs work in the trace of a call, so that its log lines and its own calls carry it.
    ///
    /// - Parameter traceparent: what came with the call; may be empty.
    public func withTrace<Result, Failure: Error>(
        _ traceparent: String, _ work: () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        var context = ServiceContext.current ?? .topLevel
        context.trace = child(of: TraceContext(traceparent: traceparent))
        let outcome: Swift.Result<Result, Failure> = await ServiceContext.withValue(context) {
            do throws(Failure) { return .success(try await work()) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    /// What to send along with a call: the current trace; empty where there is none.
    public static var currentTraceparent: String { ServiceContext.current?.trace?.traceparent ?? "" }

    /// Adds the trace of the current work to each line of the log.
    public static let metadataProvider = Logger.MetadataProvider {
        guard let trace = ServiceContext.current?.trace else { return [:] }
        return ["trace": .string(trace.traceID), "span": .string(trace.spanID)]
    }

    private func identifier(words: Int) -> String {
        generator.withLock { generator in
            (0..<words).map { _ in
                // All zero would mean "none".
                let digits = String(max(1, generator.next()), radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        }
    }
}
