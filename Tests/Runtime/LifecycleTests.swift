import Testing

@testable import Runtime

@Suite("Lifecycle")
struct LifecycleTests {
    @Test("each wait is up to twice the one before, never longer than the bound, and starts anew after a success")
    func backoff() {
        var generator = FixedGenerator(state: 4)
        var backoff = Backoff(first: .milliseconds(100), longest: .seconds(1))
        let waits = (0..<40).map { _ in backoff.next(using: &generator) }
        for (index, wait) in waits.enumerated() {
            let whole = min(Duration.milliseconds(100) * (1 << min(index, 10)), .seconds(1))
            #expect(wait <= whole && wait >= whole / 2)
        }
        backoff.reset()
        #expect(backoff.next(using: &generator) <= .milliseconds(100))
    }

    @Test("one in a minute passes, with the number of those kept back")
    func oncePer() {
        var gate = OncePer(.seconds(60))
        let start = ContinuousClock.now
        #expect(gate.pass(at: start) == 1)
        #expect(gate.pass(at: start + .seconds(1)) == nil)
        #expect(gate.pass(at: start + .seconds(2)) == nil)
        #expect(gate.pass(at: start + .seconds(61)) == 3)
    }

    @Test("a reload reaches every listener; several at once are one")
    func reload() async {
        let signal = ReloadSignal()
        var first = signal.events().makeAsyncIterator()
        var second = signal.events().makeAsyncIterator()
        signal.reload()
        signal.reload()
        #expect(await first.next() != nil)
        #expect(await second.next() != nil)
    }

    @Test("a change of the settings' digest is noted once")
    func configurationNote() async throws {
        let disk = MemoryDisk(identity: 1)
        for digest: [UInt8] in [[1], [1], [2]] { try await ConfigurationNotes.note(digest, of: "correlation", in: MemoryJournal(disk)) }
        #expect(disk.records.map(\.type) == [.configuration, .configuration])
    }
}
