import Glibc
public import Logging
import Synchronization

/// What all servers and clients of a process stand on: libzmq's context, and the one thread that owns every socket.
///
/// Nothing but that thread touches a socket. Tasks reach it through a bounded queue: whoever submits while the queue is full is suspended.
public final class TransportContext: Sendable {
    let queue: CommandQueue
    private let ids = Atomic<Int>(1)
    private let hasStopped = Atomic<Bool>(false)

    /// Commands that may wait for the thread before tasks that add more are suspended.
    static let queueCapacity = 1024

    /// Starts the thread. `ioThreads` is the number of libzmq's own threads, which encrypt and talk to the network.
    public init(logger: Logger, ioThreads: Int = 1) throws(TransportError) {
        queue = try CommandQueue(capacity: TransportContext.queueCapacity)
        let loop = try IOLoop(queue: queue, ioThreads: Int32(clamping: max(ioThreads, 1)), logger: logger)
        try IOThread.start(loop)
    }

    /// Ends what the context still has open, in the background.
    deinit {
        if !hasStopped.exchange(true, ordering: .relaxed) { queue.post(.stop(Answer())) }
    }

    /// Closes every socket and ends the thread; returns once both are gone. Stop servers and close clients
    /// first if they are to end in order.
    public func shutdown() async {
        guard !hasStopped.exchange(true, ordering: .relaxed) else { return }
        let answer = Answer<Void>()
        guard queue.post(.stop(answer)) else { return }
        await answer.value()
    }

    /// A number for a new server or client.
    func nextID() -> Int { ids.wrappingAdd(1, ordering: .relaxed).oldValue }
}
