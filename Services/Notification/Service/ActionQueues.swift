import Synchronization

/// The queues of actions, one a territory. The mutex guards the dictionary: stages and calls ask for them on several tasks.
final class ActionQueues: Sendable {
    private let queues = Mutex<[String: ActionQueue]>([:])

    func queue(_ territory: String) -> ActionQueue {
        queues.withLock { queues in
            if let queue = queues[territory] { return queue }
            let queue = ActionQueue()
            queues[territory] = queue
            return queue
        }
    }
}
