import Domain
import Schema
import Testing

@testable import Transport

struct FeedClientMachineTests {
    private let journal = [UInt8](repeating: 9, count: 16)

    private func machine(consumer: String = "correlation", window: Int = 4096) -> FeedClientMachine {
        FeedClientMachine(
            request: SubscribeRequest(territory: "t", consumer: consumer, start: .committed), window: CreditWindow(size: window),
            policy: RetryPolicy(initial: .milliseconds(100), maximum: .seconds(1)))
    }

    private func batch(_ sequence: UInt64, through: UInt64 = 0) -> FeedBatch {
        FeedBatch(
            journal: journal, records: [Record(sequence: sequence, type: .incidents, payload: [])], head: 100, through: through)
    }

    @Test("it asks first for what the caller asked for")
    func first() {
        var machine = machine()
        let outcome = machine.subscribe().start
        #expect(outcome == .committed)
    }

    @Test("after an interruption it goes on after the last batch")
    func resume() {
        var machine = machine()
        _ = machine.subscribe()
        machine.received(batch(7), bytes: 10)
        let request = machine.subscribe()
        #expect(request.start == .cursor)
        #expect(request.cursor == Cursor(journal: journal, sequence: 7))
    }

    @Test("after an interruption it does not ask again for records that were looked at and not wanted")
    func resumeThrough() {
        var machine = machine()
        machine.received(batch(7, through: 12), bytes: 10)
        let outcome = machine.subscribe().cursor?.sequence
        #expect(outcome == 12)
    }

    @Test("credit goes back when the caller asks for the next batch, not before")
    func credit() {
        var machine = machine(window: 4096)
        machine.received(batch(1), bytes: 2000)
        let first = machine.consumed()
        #expect(first == 2000)
        let second = machine.consumed()
        #expect(second == nil)
    }

    @Test("a passing failure is waited out, longer each time, and forgotten once a batch has come")
    func backOff() {
        var machine = machine()
        let error = CallError(.unavailable, "")
        let first = machine.ended(error, jitter: 1)
        #expect(first == .subscribeAgain(after: .milliseconds(100)))
        let second = machine.ended(error, jitter: 1)
        #expect(second == .subscribeAgain(after: .milliseconds(200)))
        machine.received(batch(1), bytes: 10)
        let third = machine.ended(error, jitter: 1)
        #expect(third == .subscribeAgain(after: .milliseconds(100)))
    }

    @Test("a refusal is final")
    func refusal() {
        var machine = machine()
        let error = CallError(.permissionDenied, "no")
        let outcome = machine.ended(error, jitter: 0)
        #expect(outcome == .fail(error))
    }

    @Test("a durable consumer waits for its feed to exist, whoever merely looks is told that it does not")
    func notServedYet() {
        var (durable, looker) = (machine(), machine(consumer: ""))
        let error = CallError(.notFound, "")
        let first = durable.ended(error, jitter: 1)
        #expect(first == .subscribeAgain(after: .milliseconds(100)))
        let second = looker.ended(error, jitter: 1)
        #expect(second == .fail(error))
    }
}
