import Domain
import Testing

@testable import Ingestion

@Suite("SIRI-SX situations")
struct SituationTests {
    private func adapter(now: String? = nil, mappings: [String: Domain.Category] = [:]) throws -> SituationAdapter {
        SituationAdapter(
            context: try SourceKit.context(
                mappings: mappings, places: ["FR:13055:STOP:1": (43.2953, 5.3745)], now: now.map { try Instant(utc: $0) }))
    }

    private func situation(_ inside: String, number: String = "S1") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><Siri xmlns="http://www.siri.org.uk/siri" version="2.0"><ServiceDelivery><SituationExchangeDelivery>
        <Situations><PtSituationElement><CreationTime>2026-10-20T10:00:00+02:00</CreationTime><ParticipantRef>RTM</ParticipantRef>
        <SituationNumber>\(number)</SituationNumber>\(inside)
        <Affects><StopPoints><AffectedStopPoint><StopPointRef>FR:13055:STOP:1</StopPointRef></AffectedStopPoint></StopPoints></Affects>
        </PtSituationElement></Situations></SituationExchangeDelivery></ServiceDelivery></Siri>
        """
    }

    private static let period = "<ValidityPeriod><StartTime>2026-10-20T10:05:00+02:00</StartTime></ValidityPeriod>"

    @Test("become the incidents that were worked out by hand, in chunks of any size", arguments: [1, 64, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try SourceKit.bytes("siri-sx.xml"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/siri-sx.golden")))
    }

    @Test("polled again count once; a change replaces")
    func revision() throws {
        var adapter = try adapter()
        let first = situation(Self.period + "<Severity>normal</Severity>")
        #expect(try FeedReading(&adapter, first).values.map(\.operation) == [.create])
        #expect(try FeedReading(&adapter, first).observations.isEmpty)
        #expect(try FeedReading(&adapter, situation(Self.period + "<Severity>severe</Severity>")).values.map(\.operation) == [.replace])
    }

    @Test(
        "that are drafts or exercises never count",
        arguments: ["<Progress>draft</Progress>", "<Reality>technicalExercise</Reality>", "<Reality>test</Reality>"])
    func exercises(_ mark: String) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, situation(mark + Self.period))
        #expect(reading.observations.isEmpty && reading.problems.count == 1)
    }

    @Test("that have not begun are passed until they have")
    func planned() throws {
        var adapter = try adapter(now: "2026-10-20T07:00")
        #expect(try FeedReading(&adapter, situation(Self.period)).problems.map(\.reason) == [.planned])
    }

    @Test("without a place are told with what to do")
    func place() throws {
        var adapter = try adapter()
        let text = situation(Self.period).replacing("FR:13055:STOP:1", with: "ELSEWHERE")
        #expect(try FeedReading(&adapter, text).problems.map(\.reason) == [.position])
    }

    @Test("send none of their texts")
    func texts() throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, situation(Self.period + "<Summary>Marie Dubois</Summary><Description>06 12</Description>"))
        #expect(!reading.text.contains("Dubois") && !reading.text.contains("06 12"))
    }

    @Test("cut, flipped or nested a thousand deep never crash")
    func fuzz() throws {
        var adapter = try adapter()
        let deep = String(repeating: "<a>", count: 1_000) + String(repeating: "</a>", count: 1_000)
        #expect(throws: FileProblem.self) { try FeedReading(&adapter, situation(Self.period + deep)) }
        var mangler = Mangler(seed: 7)
        mangler.survive(&adapter, Array(situation(Self.period).utf8), count: 1_000)
    }
}
