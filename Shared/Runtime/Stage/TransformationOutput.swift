public import Domain
internal import Journal
internal import Schema

/// What a transformation appends to its own journal, with the sequence that each record will get.
public struct TransformationOutput: Sendable {
    /// The sequence that the next appended record will get.
    public private(set) var nextSequence: UInt64
    private(set) var appends: [Append] = []
    /// Bytes of the payloads that wait for their transaction.
    private(set) var bytes = 0
    /// The latest watermark appended.
    private(set) var watermark: Instant?
    /// The latest register appended.
    private(set) var register: [UInt8]?

    /// An empty output, before a record of a journal.
    public init(nextSequence: UInt64) {
        self.nextSequence = nextSequence
    }

    /// Appends a record.
    ///
    /// - Parameter time: event time, which decides how long it is kept; a watermark's own. Registers and notes of settings are kept for
    ///   ever whatever it says: whoever begins to read later needs the one in force.
    /// - Returns: the sequence that it will get.
    @discardableResult
    public mutating func append(_ type: RecordType, time: Instant, _ payload: [UInt8]) -> UInt64 {
        let sequence = nextSequence
        let isLasting = type == .register || type == .configuration
        appends.append(Append(type: type, time: isLasting ? Instant(milliseconds: .max) : time, payload: payload))
        bytes += payload.count
        nextSequence += 1
        if type == .watermark { watermark = max(time, watermark ?? .distantPast) }
        if type == .register { register = payload }
        return sequence
    }

    /// Takes what waits; numbering goes on.
    mutating func take() -> TransformationOutput {
        let taken = self
        self = TransformationOutput(nextSequence: nextSequence)
        return taken
    }

    /// A place to come back to.
    struct Mark {
        let count: Int
        let bytes: Int
        let watermark: Instant?
        let register: [UInt8]?
    }

    var mark: Mark { Mark(count: appends.count, bytes: bytes, watermark: watermark, register: register) }

    /// Forgets what was appended since a mark.
    mutating func takeBack(to mark: Mark) {
        nextSequence -= UInt64(appends.count - mark.count)
        appends.removeLast(appends.count - mark.count)
        bytes = mark.bytes
        watermark = mark.watermark
        register = mark.register
    }
}
