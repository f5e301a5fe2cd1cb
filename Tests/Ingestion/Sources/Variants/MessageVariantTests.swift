import Domain
import Testing

@testable import Ingestion

/// What other servers and clients make of the same messages.
@Suite("Messages as others write them")
struct MessageVariantTests {
    private static let request =
        #"{"service_request_id":"10","status":"open","service_code":"1","requested_datetime":"2024-03-15T10:00:00Z","lat":"43.3","long":"5.37"}"#

    @Test(
        "Requests are found in lists that are wrapped, once or twice",
        arguments: [
            "[REQUEST]", #"{"requests":[REQUEST]}"#, #"{"service_requests":[{"service_request":REQUEST}]}"#,
            #"{"service_requests":{"request":[REQUEST]}}"#, #"{"service_requests":{"request":REQUEST}}"#,
        ])
    func wrapped(_ document: String) throws {
        var adapter = ServiceRequestAdapter(context: try SourceKit.context())
        let reading = try FeedReading(&adapter, document.replacing("REQUEST", with: Self.request))
        #expect(reading.values.map(\.observationID) == ["request:10"] && reading.problems.isEmpty)
    }

    @Test("Requests have their position as text, with a decimal comma, or under the words' whole names")
    func positions() throws {
        for position in [#""lat":"43,3","long":"5,37""#, #""latitude":43.3,"longitude":5.37"#, #""lat":43.3,"lng":5.37"#] {
            var adapter = ServiceRequestAdapter(context: try SourceKit.context())
            let text = Self.request.replacing(#""lat":"43.3","long":"5.37""#, with: position)
            #expect(try FeedReading(&adapter, text).values.map(\.latitude) == [43.3], "\(position)")
        }
    }

    @Test("A wrapped list of nothing is no request and no error")
    func empty() throws {
        for document in ["[]", #"{"service_requests":[]}"#, #"{"requests":null}"#] {
            var adapter = ServiceRequestAdapter(context: try SourceKit.context())
            #expect(try FeedReading(&adapter, document).observations.isEmpty, "\(document)")
        }
    }

    @Test("A camera's message counts with its payload as a text of JSON, or beside its topic, as clients write it to files")
    func payloads() throws {
        func event(_ minute: Int, _ count: Int) -> String {
            #"{"UtcTime":"2024-03-15T10:0\#(minute):00Z","Source":{"VideoSource":"1","Rule":"R"},"Data":{"Count":\#(count)}}"#
        }
        let topic = #""topic":"GATE/onvif-ej/RuleEngine/CountAggregation/Counter/&1/R""#
        let escaped = event(1, 15).replacing("\"", with: "\\\"")
        let text = """
            {\(topic),"payload":\(event(0, 12))}
            {\(topic),"qos":0,"payload":"\(escaped)"}
            {\(topic),\(event(2, 20).dropFirst())
            """
        var adapter = CameraAdapter(context: try SourceKit.context(places: ["GATE": (43.3, 5.37)]))
        let reading = try FeedReading(&adapter, text)
        #expect(reading.values.map(\.value) == [8], "\(reading.problems)")
    }
}
