import Domain

/// The dead letters of one source: the latest ones, for the register's time, and how many there ever were by stage, field and reason.
///
/// The same row refused again for the same reason (a batch that is sent again because its answer was lost) is one letter, counted once.
public struct RefusalLog: Sendable {
    /// By which refusals are counted.
    public struct Cause: Hashable, Comparable, Sendable {
        /// Where.
        public let stage: RefusedLetter.Stage
        /// Which field.
        public let field: String
        /// Why.
        public let reason: String

        /// By stage, reason and field.
        public static func < (left: Cause, right: Cause) -> Bool {
            (left.stage.rawValue, left.reason, left.field) < (right.stage.rawValue, right.reason, right.field)
        }
    }

    /// Letters kept of one source; older ones are only counted.
    public static let maximumKept = 4_096
    /// Causes counted apart; further ones share one without a field.
    public static let maximumCauses = 512

    /// Oldest first.
    public private(set) var kept: [RefusedLetter] = []
    /// Since the journal began.
    public private(set) var counts: [Cause: UInt64] = [:]
    private var known: Set<Mark> = []
    /// Letters written as deltas since the last snapshot.
    private var sinceSnapshot = 0

    private struct Mark: Hashable {
        let digest: SipHash128.Digest
        let reason: String
    }

    private static let magic: StaticString = "QREF"

    /// No letter yet.
    public init() {}

    /// Name of a source's entry in the journal's state.
    public static func stateName(source: String) -> String { "refused/\(source)" }

    /// How many were refused.
    public var total: UInt64 { counts.values.reduce(0, +) }

    /// Sets letters aside. Returns the bytes to append to the state; nil where nothing is new.
    public mutating func add(_ letters: [RefusedLetter]) -> [UInt8]? {
        var fresh: [RefusedLetter] = []
        for letter in letters where take(letter) { fresh.append(letter) }
        guard !fresh.isEmpty else { return nil }
        sinceSnapshot += fresh.count
        var writer = StateWriter()
        for letter in fresh { letter.write(to: &writer) }
        return writer.bytes
    }

    private mutating func take(_ letter: RefusedLetter) -> Bool {
        guard known.insert(Mark(digest: letter.digest, reason: letter.reason)).inserted else { return false }
        kept.append(letter)
        if kept.count > Self.maximumKept { drop(kept.count - Self.maximumKept) }
        count(Cause(stage: letter.stage, field: letter.field, reason: letter.reason), 1)
        return true
    }

    private mutating func count(_ cause: Cause, _ number: UInt64) {
        let isRoom = counts[cause] != nil || counts.count < Self.maximumCauses
        counts[isRoom ? cause : Cause(stage: cause.stage, field: "", reason: "other"), default: 0] += number
    }

    private mutating func drop(_ count: Int) {
        for letter in kept.prefix(count) { known.remove(Mark(digest: letter.digest, reason: letter.reason)) }
        kept.removeFirst(count)
    }

    /// Forgets letters of before a time. Returns whether any went: then a snapshot is due, so that they go from the disk as well.
    public mutating func expire(before time: Instant) -> Bool {
        let count = kept.prefix { $0.time < time }.count
        if count > 0 { drop(count) }
        return count > 0
    }

    /// Whether the deltas weigh more than what is kept.
    public var isSnapshotDue: Bool { sinceSnapshot > Self.maximumKept }

    /// All of it.
    public mutating func snapshot() -> [UInt8] {
        sinceSnapshot = 0
        var writer = StateWriter(magic: Self.magic, version: 1)
        writer.write(counts.count)
        for (cause, count) in counts.sorted(by: { $0.key < $1.key }) {
            writer.write(byte: cause.stage.rawValue)
            writer.write(cause.field)
            writer.write(cause.reason)
            writer.write(count)
        }
        writer.write(kept.count)
        for letter in kept { letter.write(to: &writer) }
        return writer.finished()
    }

    /// The log that a snapshot and what was added since give.
    public init(snapshot: [UInt8]?, deltas: [[UInt8]]) throws(StateError) {
        if let snapshot {
            var reader = try StateReader(snapshot, magic: Self.magic, newest: 1)
            for _ in 0..<(try reader.count(bytesEach: 4)) {
                guard let stage = RefusedLetter.Stage(rawValue: try reader.byte()) else { throw reader.malformed() }
                let field = try reader.string()
                counts[Cause(stage: stage, field: field, reason: try reader.string())] = try reader.unsigned()
            }
            for _ in 0..<(try reader.count(bytesEach: 20)) {
                let letter = try RefusedLetter(from: &reader)
                known.insert(Mark(digest: letter.digest, reason: letter.reason))
                kept.append(letter)
            }
            try reader.finish()
        }
        for delta in deltas {
            var reader = StateReader(delta)
            while !reader.isAtEnd { if take(try RefusedLetter(from: &reader)) { sinceSnapshot += 1 } }
        }
    }
}
