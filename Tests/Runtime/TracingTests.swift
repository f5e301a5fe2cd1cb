import Testing
import Tracing

@testable import Runtime

@Suite("Traces")
struct TracingTests {
    private let tracing = TraceInstrument(generator: FixedGenerator(state: 1))

    @Test("a valid traceparent is read and written back")
    func roundTrip() throws {
        let text = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let trace = try #require(TraceContext(traceparent: text))
        #expect(trace.isSampled)
        #expect(trace.traceparent == text)
    }

    @Test("a later version's first fields are read")
    func laterVersion() { #expect(TraceContext(traceparent: "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-more") != nil) }

    @Test(
        "what the standard forbids is no trace",
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
            "00-0af7651916cd43dd8448eb211c8031-b7ad6b716920333100-01",
        ])
    func invalid(text: String) { #expect(TraceContext(traceparent: text) == nil) }

    @Test("work that a call started is in the caller's trace, with a span of its own")
    func child() async {
        await tracing.withTrace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01") {
            let trace = ServiceContext.current?.trace
            #expect(trace?.traceID == "0af7651916cd43dd8448eb211c80319c")
            #expect(trace?.spanID != "b7ad6b7169203331")
            #expect(TraceInstrument.currentTraceparent == trace?.traceparent)
        }
        #expect(TraceInstrument.currentTraceparent.isEmpty)
    }

    @Test("work without a caller's trace starts one with valid ids")
    func root() async {
        await tracing.withTrace("") {
            #expect(TraceContext(traceparent: TraceInstrument.currentTraceparent) != nil)
        }
    }

    @Test("a span is a child of its context, and a trace goes through a carrier unchanged")
    func span() {
        struct Field: Extractor, Injector {
            func extract(key: String, from carrier: String) -> String? { carrier }
            func inject(_ value: String, forKey key: String, into carrier: inout String) { carrier = value }
        }
        var context = ServiceContext.topLevel
        tracing.extract("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", into: &context, using: Field())
        let span = tracing.startSpan("work", context: context)
        var carrier = ""
        tracing.inject(span.context, into: &carrier, using: Field())
        #expect(carrier.hasPrefix("00-0af7651916cd43dd8448eb211c80319c-") && !carrier.contains("b7ad6b7169203331"))
    }
}
