/// What waits for the writer: first come, first served, taken in groups that share one commit. Bounded in number and in bytes.
struct CommitQueue<Element> {
    /// What became of an element.
    enum Admission: Equatable {
        /// It is in the queue and the writer is at rest: wake it.
        case start
        /// It is in the queue; the writer will come to it.
        case waiting
        /// The queue is full; so many wait already.
        case refused(waiting: Int)
        /// No more is taken.
        case closed
    }

    private var waiting: [(element: Element, bytes: Int)] = []
    private var waitingBytes = 0
    private var isWriterAwake = false
    private var isClosed = false

    private let maximumCount: Int
    private let maximumBytes: Int
    private let maximumGroupBytes: Int

    init(maximumCount: Int, maximumBytes: Int, maximumGroupBytes: Int) {
        self.maximumCount = max(maximumCount, 1)
        self.maximumBytes = maximumBytes
        self.maximumGroupBytes = maximumGroupBytes
    }

    /// Takes an element in. One that is larger than the whole bound passes when it is alone.
    mutating func admit(_ element: Element, bytes: Int) -> Admission {
        if isClosed { return .closed }
        guard waiting.count < maximumCount, waiting.isEmpty || waitingBytes + bytes <= maximumBytes else {
            return .refused(waiting: waiting.count)
        }
        waiting.append((element, bytes))
        waitingBytes += bytes
        if isWriterAwake { return .waiting }
        isWriterAwake = true
        return .start
    }

    /// The next group: as many as fit in a commit, at least one. Nil where none waits; the writer may rest then.
    mutating func takeGroup() -> [Element]? {
        var count = 0
        var bytes = 0
        while count < waiting.count, count == 0 || bytes + waiting[count].bytes <= maximumGroupBytes {
            bytes += waiting[count].bytes
            count += 1
        }
        guard count > 0 else {
            isWriterAwake = false
            return nil
        }
        let group = waiting[..<count].map(\.element)
        waiting.removeFirst(count)
        waitingBytes -= bytes
        return group
    }

    /// Takes no more; what waits will still be taken.
    mutating func close() { isClosed = true }
}
