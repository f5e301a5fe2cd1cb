import Domain
import Ingestion
import Testing

@Suite("What ingestion counts for its audit ledger")
struct IngestionCountsTests {
    private func register(_ version: String) -> Register {
        Register(
            version: version,
            territory: TerritoryEntry(
                identifier: "city", name: "City", timeZone: "Europe/Paris", live: false, grid: Grid(plane: .european, cellSize: 200),
                bounds: Bounds(south: 43, west: 5, north: 44, east: 6)),
            sources: [], digest: Array(version.utf8))
    }

    private func entries(_ counts: IngestionCounts) -> [AuditEntry] { counts.entries(territory: "city", time: 5) }

    @Test("is one entry a source, and one of keys")
    func entry() {
        var counts = IngestionCounts(register("1"))
        counts.count(accepted: 10, duplicates: 1, refusals: ["missing", "missing"], source: "log")
        counts.count(accepted: 5, duplicates: 0, refusals: [], source: "log")
        counts.countKeys(anonymized: 1, overdue: 2)
        let entries = entries(counts.take())
        #expect(entries.map(\.kind) == [.processing, .keysDestroyed])
        #expect(entries[0].counts == ["accepted": 15, "duplicates": 1, "refused.missing": 2])
        #expect(entries[1].counts == ["keys": 3, "anonymized": 1, "retention": 2])
        #expect(self.entries(counts).isEmpty)
    }

    @Test("that could not be written a thousand times is still one entry a source, with everything in it")
    func gathered() {
        var counts = IngestionCounts(register("1"))
        for _ in 0..<1_000 {
            counts.count(accepted: 1, duplicates: 0, refusals: [], source: "log")
            counts.countKeys(anonymized: 1, overdue: 0)
            let taken = counts.take()
            counts.count(accepted: 1, duplicates: 0, refusals: [], source: "log")
            counts.putBack(taken)
        }
        let entries = entries(counts)
        #expect(entries.count == 2)
        #expect(entries[0].counts["accepted"] == 2_000 && entries[1].counts["keys"] == 1_000)
    }

    @Test("stands under the register that was in force, for a few versions apart")
    func versions() {
        var counts = IngestionCounts(register("1"))
        counts.count(accepted: 1, duplicates: 0, refusals: [], source: "log")
        counts.take(register("2"))
        counts.count(accepted: 2, duplicates: 0, refusals: [], source: "log")
        #expect(entries(counts).map(\.registerVersion) == ["1", "2"])
        for version in 3..<100 {
            counts.take(register("\(version)"))
            counts.count(accepted: 1, duplicates: 0, refusals: [], source: "log")
        }
        #expect(entries(counts).count == IngestionCounts.versions)
        #expect(entries(counts).reduce(0) { $0 + ($1.counts["accepted"] ?? 0) } == 100)
    }
}
