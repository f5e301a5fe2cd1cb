import Schema
import Testing

@testable import Runtime

@Suite("What was received and waits")
struct IntakeTests {
    private func item(_ sequence: UInt64, bytes: Int) -> Intake.Item {
        let record = Record(sequence: sequence, type: .incidents, payload: Array(repeating: 0, count: bytes))
        return Intake.Item(upstream: "a", batch: FeedBatch(journal: [], records: [record], head: sequence))
    }

    @Test("all that waits is taken at once, in order")
    func coalesced() async {
        let intake = Intake(maximumBytes: 10_000)
        for sequence in 1...3 { #expect(await intake.put(item(UInt64(sequence), bytes: 10))) }
        #expect(await intake.takeAll()?.map { $0.batch.head } == [1, 2, 3])
    }

    @Test("whoever puts more than fits waits until there is room; one batch larger than the bound still passes")
    func bounded() async {
        let intake = Intake(maximumBytes: 100)
        #expect(await intake.put(item(1, bytes: 5_000)))
        await withTaskGroup(of: Void.self) { group in
            for sequence in 2...6 { group.addTask { _ = await intake.put(self.item(UInt64(sequence), bytes: 5_000)) } }
            var seen: [UInt64] = []
            while seen.count < 6, let items = await intake.takeAll() {
                #expect(items.count == 1)
                seen += items.map { $0.batch.head }
            }
            #expect(seen.sorted() == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test("a closed intake takes nothing more, gives what it has, then says that it is over")
    func closed() async {
        let intake = Intake(maximumBytes: 1_000)
        #expect(await intake.put(item(1, bytes: 1)))
        intake.close()
        #expect(await !intake.put(item(2, bytes: 1)))
        #expect(await intake.takeAll()?.count == 1)
        #expect(await intake.takeAll()?.count == nil)
    }

    @Test("closing wakes whoever waits")
    func wakes() async {
        let intake = Intake(maximumBytes: 10)
        async let taken = intake.takeAll()
        intake.close()
        #expect(await taken?.count == nil)
    }

    @Test("only the newest cursor is told, and one that did not arrive gives way to a newer one")
    func newestCursor() async {
        let mailbox = CommitMailbox()
        mailbox.put(Cursor(sequence: 1))
        mailbox.put(Cursor(sequence: 2))
        #expect(await mailbox.take() == Cursor(sequence: 2))
        mailbox.put(Cursor(sequence: 3))
        mailbox.putBack(Cursor(sequence: 2))
        #expect(await mailbox.take() == Cursor(sequence: 3))
        mailbox.putBack(Cursor(sequence: 3))
        mailbox.close()
        #expect(await mailbox.take() == Cursor(sequence: 3))
        #expect(await mailbox.take() == nil)
    }
}
