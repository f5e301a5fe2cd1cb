import Domain
import Journal
import Schema
import Testing
import Transport

@testable import Runtime

@Suite("A journal served as a feed")
struct JournalFeedTests {
    private func journal(_ appends: [(RecordType, [UInt8])]) -> MemoryJournal {
        let disk = MemoryDisk(identity: 5)
        disk.content.withLock { content in
            content.appends = appends.map { Append(type: $0.0, time: Instant(milliseconds: 0), payload: $0.1) }
        }
        return MemoryJournal(disk)
    }

    private func alert(_ severity: Severity) -> [UInt8] {
        let words = Alert.Wording()
        return Alert(
            identifier: "a", sender: "s", sent: 0, status: .actual, messageType: .alert, references: [], capCategory: "Safety",
            category: Category.allCases[0], urgency: .unknown, severity: severity, certainty: .unknown, effective: 0, onset: 0, expires: 0,
            french: words, english: words, cells: [], rule: "r", thread: "t", cause: "c"
        ).encoded()
    }

    @Test("only the types that the feed serves leave, whatever is asked for")
    func types() async throws {
        let journal = journal([(.signal, [1]), (.forecast, [2]), (.watermark, [3])])
        let feed = JournalFeed(journal, types: [.signal, .watermark], facts: FeedFacts())
        let all = try await feed.page(after: 0, types: [.signal, .forecast, .watermark], filter: nil, maximumBytes: 1_000)
        #expect(all.records.map(\.sequence) == [1, 3])
        let none = try await feed.page(after: 0, types: [.forecast], filter: nil, maximumBytes: 1_000)
        #expect(none.records.isEmpty && none.scannedThrough == 3)
    }

    @Test("alerts go through the filter; one that cannot be read is passed on")
    func filter() async throws {
        let journal = journal([(.alert, alert(.minor)), (.alert, alert(.severe)), (.alert, [0xff, 0xff]), (.watermark, [])])
        let feed = JournalFeed(journal, types: [.alert, .watermark], facts: FeedFacts())
        let page = try await feed.page(
            after: 0, types: [.alert, .watermark], filter: AlertFilter(minimumSeverity: .moderate), maximumBytes: 10_000)
        #expect(page.records.map(\.sequence) == [2, 3, 4])
        #expect(page.scannedThrough == 4)
    }

    @Test("a record is unsealed before it leaves, and left out where its key is gone")
    func unseal() async throws {
        let journal = journal([(.observations, [1]), (.observations, [2]), (.observations, [3])])
        let feed = JournalFeed(journal, types: [.observations], facts: FeedFacts()) { record in
            record.sequence == 2 ? nil : Record(sequence: record.sequence, type: record.type, payload: record.payload.map { $0 + 100 })
        }
        let page = try await feed.page(after: 0, types: [.observations], filter: nil, maximumBytes: 1_000)
        #expect(page.records.map(\.payload) == [[101], [103]])
        #expect(page.scannedThrough == 3)
    }

    @Test("its status names the consumers, who of them is connected, and the watermark")
    func status() async throws {
        let journal = journal([(.signal, [1]), (.signal, [2])])
        let facts = FeedFacts()
        _ = facts.note(watermark: Instant(milliseconds: 77), register: nil)
        let feed = JournalFeed(journal, types: [.signal], facts: facts)
        try await feed.commit(consumer: "notification", sequence: 1)
        try await feed.commit(consumer: "gone", sequence: 2)
        feed.attached(consumer: "notification")
        feed.attached(consumer: "notification")
        feed.detached(consumer: "notification")
        let status = try await feed.status()
        #expect(status.watermark == Instant(milliseconds: 77))
        #expect(status.head == 2 && status.bytes == 2 && status.journal == Array(repeating: 5, count: 16))
        #expect(
            status.consumers == [
                ConsumerStatus(name: "gone", sequence: 2, connected: false),
                ConsumerStatus(name: "notification", sequence: 1, connected: true),
            ])
    }

    @Test("a cursor beyond the last record is refused as another journal's")
    func beyond() async throws {
        let feed = JournalFeed(journal([(.signal, [1])]), types: [.signal], facts: FeedFacts())
        await #expect(throws: CallError.self) { try await feed.commit(consumer: "notification", sequence: 9) }
    }
}
