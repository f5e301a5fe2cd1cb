import Tracing

/// W3C Trace Context on its way through the header's `traceparent`.
enum TraceContext {
    private struct Field: Extractor, Injector {
        func extract(key: String, from carrier: String) -> String? { key == "traceparent" && !carrier.isEmpty ? carrier : nil }
        func inject(_ value: String, forKey key: String, into carrier: inout String) { if key == "traceparent" { carrier = value } }
    }

    /// Runs a handler in a span that belongs to the caller's trace.
    static func serving<R: Sendable>(_ context: CallContext, _ body: () async -> R) async -> R {
        var service = ServiceContext.current ?? .topLevel
        if !context.traceparent.isEmpty {
            InstrumentationSystem.instrument.extract(context.traceparent, into: &service, using: Field())
        }
        return await withSpan(context.method, context: service, ofKind: .server) { _ in await body() }
    }

    /// What goes into a header: what the caller gave, or else the current trace.
    static func outgoing(_ traceparent: String) -> String {
        guard traceparent.isEmpty, let service = ServiceContext.current else { return traceparent }
        var carrier = ""
        InstrumentationSystem.instrument.inject(service, into: &carrier, using: Field())
        return carrier
    }
}
