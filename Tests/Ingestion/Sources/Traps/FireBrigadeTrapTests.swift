import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("The emergency hub's traps")
struct FireBrigadeTrapTests {
    private func read(_ text: String) throws -> FeedReading {
        var adapter = try SourceFormat.emergencyMessage.adapter(try SourceKit.context())
        return try SourceKit.read(&adapter, text)
    }

    private func createCase(namespace: String, extra: String = "") -> String {
        """
        <createCase xmlns="\(namespace)"><caseId>c1</caseId><creation>2026-10-20T18:15:00+02:00</creation>
        <qualification><whatsHappen><code>C04.02.01</code></whatsHappen></qualification>
        <location><geometry><point><coord><lat>43.2953</lat><lon>5.3745</lon></coord></point></geometry></location>\(extra)</createCase>
        """
    }

    @Test(
        "the XML twins' namespaces do not matter",
        arguments: ["urn:emergency:cisu:2.0", "urn:emergency:eda:1.9:createCase", "urn:emergency:eda:2.1:createCase", ""])
    func namespaces(_ namespace: String) throws {
        #expect(try read(createCase(namespace: namespace)).values.map(\.originalCode) == ["fire-building"])
    }

    @Test("an alert that was received months before its case was made does not move the case")
    func reception() throws {
        let alert = "<initialAlert><reception>2024-01-01T10:00:00+01:00</reception></initialAlert>"
        let start = try #require(try read(createCase(namespace: "", extra: alert)).values.first?.phenomenonStart)
        #expect(start == (try Instant(utc: "2026-10-20T16:15")))
    }

    @Test("a case that is partial at first is completed by what follows under its id")
    func partial() throws {
        let first =
            #"{"createCase":{"caseId":"c1","creation":"2026-10-20T18:15:00+02:00","qualification":{"whatsHappen":{"code":"C04.02.01"}}}}"#
        let second =
            #"{"createCase":{"caseId":"c1","creation":"2026-10-20T18:15:00+02:00","location":{"geometry":{"point":{"coord":{"lat":43.2953,"lon":5.3745}}}}}}"#
        let reading = try read("\(first)\n\(second)\n")
        #expect(reading.problems.map(\.reason) == [.position])
        #expect(reading.values.map(\.originalCode) == ["fire-building"])
    }

    @Test("codes that are placeholders of a generator are no incident of a kind of ours", arguments: ["string", "C99.99.99", ""])
    func placeholders(code: String) throws {
        let text = createCase(namespace: "").replacing("C04.02.01", with: code)
        #expect(try read(text).values.allSatisfy { $0.originalCode == "other" })
    }
}
