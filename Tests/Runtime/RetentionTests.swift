import Domain
import Journal
import Logging
import Schema
import Testing

@testable import Runtime

@Suite("Retention")
struct RetentionTests {
    /// A journal with a record an hour of event time.
    private func journals(hours: Int, facts change: StateChange?) async throws -> (Journals, MemoryDisk) {
        let disk = MemoryDisk(identity: 5)
        disk.content.withLock { content in
            content.appends = (0..<hours).map { Append(type: .incidents, time: Instant(seconds: Int64($0) * 3600), payload: [1]) }
        }
        if let change { _ = try await MemoryJournal(disk).transact(JournalTransaction(state: [change])) }
        let journals = Journals { territory in MemoryJournal(disk, territory: territory) }
        _ = try await journals.journal(territory: "marseille")
        return (journals, disk)
    }

    private func keeper(_ journals: Journals, _ trimming: Trimming, _ retention: Duration? = nil) -> RetentionKeeper {
        RetentionKeeper(
            journals: journals, trimming: trimming, retention: retention, interval: .seconds(60), metrics: MetricsRegistry(),
            logger: StageRun.logger)
    }

    private func register(retention: UInt32) -> [UInt8] {
        let bounds = Bounds(south: 43, west: 5, north: 44, east: 6)
        let territory = TerritoryEntry(
            identifier: "marseille", name: "Marseille", timeZone: "Europe/Paris", live: true, grid: Grid(plane: .european, cellSize: 200),
            bounds: bounds,
            incidentRetention: retention)
        return Register(version: "1", territory: territory, sources: []).encoded()
    }

    @Test("records older than the register's retention go, by event time before the watermark")
    func byRegister() async throws {
        let change = FeedFacts().note(watermark: Instant(seconds: 10 * 3600), register: register(retention: 4 * 3600))
        let (journals, disk) = try await journals(hours: 10, facts: change)
        await keeper(journals, .byRetention).trim()
        #expect(disk.content.withLock { $0.firstSequence } == 7)
    }

    @Test("the setting goes before the register")
    func bySetting() async throws {
        let change = FeedFacts().note(watermark: Instant(seconds: 10 * 3600), register: register(retention: 4 * 3600))
        let (journals, disk) = try await journals(hours: 10, facts: change)
        await keeper(journals, .byRetention, .seconds(8 * 3600)).trim()
        #expect(disk.content.withLock { $0.firstSequence } == 3)
    }

    @Test("nothing goes before a watermark and a retention are known")
    func unknown() async throws {
        let (journals, disk) = try await journals(hours: 10, facts: FeedFacts().note(watermark: Instant(seconds: 36_000), register: nil))
        await keeper(journals, .byRetention).trim()
        #expect(disk.content.withLock { $0.firstSequence } == 1)
    }

    @Test("what a registered consumer has not passed stays")
    func heldBack() async throws {
        let (journals, disk) = try await journals(hours: 10, facts: FeedFacts().note(watermark: Instant(seconds: 36_000), register: nil))
        disk.content.withLock { $0.consumers = ["correlation": 2, "forecasting": 9] }
        await keeper(journals, .byRetention, .seconds(3600)).trim()
        #expect(disk.content.withLock { $0.firstSequence } == 3)
    }

    @Test("what is trimmed once consumed waits for the last consumer, and for the first one to register")
    func onceConsumed() async throws {
        let (journals, disk) = try await journals(hours: 10, facts: nil)
        await keeper(journals, .onceConsumed).trim()
        #expect(disk.content.withLock { $0.firstSequence } == 1)
        disk.content.withLock { $0.consumers = ["anonymization": 6] }
        await keeper(journals, .onceConsumed).trim()
        #expect(disk.content.withLock { $0.firstSequence } == 7)
    }

    @Test("watermark and retention are known after a restart")
    func facts() async throws {
        let change = FeedFacts().note(watermark: Instant(milliseconds: 5), register: register(retention: 7))
        let (journals, _) = try await journals(hours: 1, facts: change)
        let facts = try await journals.journal(territory: "marseille").facts
        #expect(facts.watermark == Instant(milliseconds: 5))
        #expect(facts.retention == .seconds(7))
    }

    @Test("a journal that could not be opened is tried again at the next call")
    func openedAgain() async throws {
        let disk = MemoryDisk(identity: 5)
        let plan = CrashPlan(after: 0)
        let journals = Journals { territory throws(JournalError) in
            if plan.hasCrashed { return MemoryJournal(disk, territory: territory) }
            _ = plan.point()
            throw .closed(path: "memory")
        }
        await #expect(throws: JournalError.self) { try await journals.journal(territory: "marseille") }
        #expect(try await journals.journal(territory: "marseille").journal.territory == "marseille")
    }
}
