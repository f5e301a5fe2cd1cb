import Domain
import Testing

@testable import Ingestion

/// What other hospitals' exports write.
@Suite("Emergency visits as others write them")
struct VisitVariantTests {
    private func document(_ entries: [String]) -> String {
        let patients = entries.map { "<PATIENT><NAISSANCE>1/5/1990</NAISSANCE><ENTREE>\($0)</ENTREE><DP>S610</DP></PATIENT>" }
        return """
            <?xml version="1.0"?><OSCOUR xmlns="urn:x"><ETABLISSEMENT><FINESS>990000001</FINESS><EXTRACT>15/03/2024 04:00:00</EXTRACT>
            <DATEDEBUT>14/03/2024 00:00:00</DATEDEBUT><DATEFIN>14/03/2024 23:59:59</DATEFIN></ETABLISSEMENT><PASSAGES>
            \(patients.joined(separator: "\n"))</PASSAGES></OSCOUR>
            """
    }

    @Test(
        "are counted in their hour however their clock is written",
        arguments: ["14/03/2024 10:55", "14/03/2024 10:55:12", "14/3/2024 10h55", "2024-03-14T10:55", "2024-03-14 10:55:00"])
    func clocks(_ entry: String) throws {
        var adapter = RPUAdapter(context: try SourceKit.context(), threshold: 1)
        let counted = try FeedReading(&adapter, document([entry])).values.filter { $0.value == 1 }
        try #expect(counted.map(\.phenomenonStart) == [Instant(utc: "2024-03-14T09:00")])
    }

    @Test("that say the day alone are told, and never counted at midnight")
    func days() throws {
        var adapter = RPUAdapter(context: try SourceKit.context(), threshold: 1)
        let reading = try FeedReading(&adapter, document(["14/03/2024", "2024-03-14"]))
        #expect(reading.problems.map(\.reason) == [.time, .time] && reading.values.allSatisfy { ($0.value ?? 0) == 0 })
    }
}
