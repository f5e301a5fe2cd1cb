import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1)))
struct CommandQueueTests {
    @Test("a full queue suspends whoever adds, until commands are taken")
    func full() async throws {
        let queue = try CommandQueue(capacity: 2)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<10 { group.addTask { await queue.submit(.cancel(client: 0, callID: UInt64(number))) } }
            var commands: [Command] = []
            var taken = 0
            while taken < 10 {
                queue.take(into: &commands)
                #expect(commands.count <= 2)
                taken += commands.count
                await Task.yield()
            }
            for try await isAdded in group { #expect(isAdded) }
        }
    }

    @Test("a closed queue takes nothing, and lets go whoever waits")
    func closed() async throws {
        let queue = try CommandQueue(capacity: 1)
        #expect(await queue.submit(.cancel(client: 0, callID: 1)))
        let waiting = Task { await queue.submit(.cancel(client: 0, callID: 2)) }
        #expect(queue.close().count <= 2)
        _ = await waiting.value
        #expect(await queue.submit(.cancel(client: 0, callID: 3)) == false)
    }

    @Test("a thread does not fall asleep while there is something to do")
    func awake() async throws {
        let queue = try CommandQueue(capacity: 1)
        #expect(queue.fallAsleep())
        queue.awake()
        queue.post(.cancel(client: 0, callID: 1))
        #expect(queue.fallAsleep() == false)
    }
}
