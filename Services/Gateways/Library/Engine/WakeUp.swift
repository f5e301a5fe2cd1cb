import Synchronization

/// Lets one task wait until something happened, or a time has passed; what happened while it did not wait is not lost.
final class WakeUp: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Something happened.
    func signal() { continuation.yield() }

    /// Waits for a signal, for so long at the most. One task at a time.
    func wait(atMost limit: Duration) async {
        let timer = Task { [continuation] in
            // A timer that was called off has nothing to say: its signal would end the next wait at once.
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            continuation.yield()
        }
        var iterator = stream.makeAsyncIterator()
        _ = await iterator.next()
        timer.cancel()
    }
}
