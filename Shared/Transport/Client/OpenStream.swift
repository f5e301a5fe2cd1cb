/// A stream of items that was asked for; cancelled on the server when it is let go.
final class OpenStream: Sendable {
    private let client: Int
    private let callID: UInt64
    private let queue: CommandQueue
    private let buffer: ItemBuffer

    init(client: Int, callID: UInt64, queue: CommandQueue, buffer: ItemBuffer) {
        self.client = client
        self.callID = callID
        self.queue = queue
        self.buffer = buffer
    }

    deinit { cancel() }

    /// The next item, or how the stream ended; ends with CANCELLED when the task is cancelled.
    func next() async -> ItemBuffer.Next {
        await withTaskCancellationHandler {
            await buffer.next()
        } onCancel: {
            cancel()
        }
    }

    /// Lets the server send so many bytes more.
    func grant(_ bytes: UInt64) async {
        _ = await queue.submit(.credit(client: client, callID: callID, bytes: bytes))
    }

    /// Nothing more is wanted.
    func cancel() {
        buffer.end(CallError(.cancelled, "the consumer gave up"))
        queue.post(.cancel(client: client, callID: callID))
    }
}
