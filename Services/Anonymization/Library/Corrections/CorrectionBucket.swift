import Domain

/// Where something is remembered: the hour of event time in which it was said, and the place in that hour.
struct CorrectionPlace: Hashable, Sendable {
    var bucket: Int32
    var position: UInt32
}

/// What was said in one hour of event time, in that order; forgotten as a whole.
struct CorrectionBucket: Sendable {
    // In chunks, so that a growing hour is never copied.
    private static let chunk = 1_024

    private struct Item: Sendable {
        var entry: Remembered
        var isHeld: Bool
    }

    let number: Int32
    private var chunks: [[Item]] = []
    /// Those before it are not held any more.
    private(set) var head: UInt32 = 0
    private(set) var end: UInt32 = 0
    /// Entries that are held.
    private(set) var held = 0

    init(number: Int32) { self.number = number }

    /// The entry at a position; nil where it is not held any more.
    subscript(position: UInt32) -> Remembered? {
        guard position < end else { return nil }
        let item = chunks[Int(position) / CorrectionBucket.chunk][Int(position) % CorrectionBucket.chunk]
        return item.isHeld ? item.entry : nil
    }

    /// Whether the entry at a position has this digest. Asked of entries that are held only.
    func holds(_ digest: SipHash128.Digest, at position: UInt32) -> Bool {
        chunks[Int(position) / CorrectionBucket.chunk][Int(position) % CorrectionBucket.chunk].entry.digest == digest
    }

    mutating func append(_ entry: Remembered) -> UInt32 {
        if Int(end) % CorrectionBucket.chunk == 0 {
            chunks.append([])
            // A quiet hour stays small.
            if end > 0 { chunks[chunks.count - 1].reserveCapacity(CorrectionBucket.chunk) }
        }
        chunks[chunks.count - 1].append(Item(entry: entry, isHeld: true))
        end += 1
        held += 1
        return end - 1
    }

    mutating func update(_ position: UInt32, _ change: (inout Remembered) -> Void) {
        change(&chunks[Int(position) / CorrectionBucket.chunk][Int(position) % CorrectionBucket.chunk].entry)
    }

    mutating func release(_ position: UInt32) {
        held -= 1
        chunks[Int(position) / CorrectionBucket.chunk][Int(position) % CorrectionBucket.chunk].isHeld = false
    }

    /// The oldest position that was not yet looked at; nil at the end.
    mutating func popHead() -> UInt32? {
        guard head < end else { return nil }
        head += 1
        return head - 1
    }
}
