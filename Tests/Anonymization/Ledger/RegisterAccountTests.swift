import Anonymization
import Domain
import Testing

@Suite("What the ledger remembers of the register")
struct RegisterAccountTests {
    private func entry(_ change: (inout Register) -> Void) throws -> AuditEntry {
        let city = City { change(&$0) }
        return try #require(RegisterAccount.entries(city.register, time: 0, service: "anonymization").first { $0.source == "log" })
    }

    @Test("the width of the cells that are published: the grid's, or the fixed one where residents are asked for and not known")
    func width() throws {
        #expect(try entry { _ in }.counts["cell-metres"] == 200)
        let fixed = try entry { $0.territory.minimumResidents = 50 }
        #expect(fixed.counts["cell-metres"] == 800 && fixed.counts["minimum-residents"] == nil)
    }

    @Test("how many residents share a cell, where that is known")
    func residents() throws {
        let counts = try entry {
            $0.territory.minimumResidents = 50
            $0.territory.residents = ResidentGrid(residents: [Cell(column: 2600, row: 21650): 80])
        }.counts
        #expect(counts["cell-metres"] == 200 && counts["minimum-residents"] == 50)
    }

    @Test("linking and kept text, where they are declared, and nothing of them where not")
    func declared() throws {
        let plain = try entry { _ in }
        #expect(plain.counts["linking-window"] == nil && plain.counts["text-retention"] == nil && plain.details["linked-by"] == nil)
        let declared = try entry {
            $0.sources[0].keepsText = true
            $0.sources[0].textRetention = 604_800
            $0.sources[0].linking = LinkingRule(window: 7_200, separator: "#")
        }
        #expect(declared.counts["linking-window"] == 7_200 && declared.counts["text-retention"] == 604_800)
        #expect(declared.details["linked-by"] == "id before #" && declared.details["text"] == "redacted-and-kept")
    }
}
