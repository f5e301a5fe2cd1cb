import Domain
public import Journal

/// The dead letters of one journal, as its state remembers them: the latest ones, and how many there ever were.
public struct DeadLetters: Sendable, Equatable {
    /// The name of the state entry.
    public static let stateName = "deadletter"
    /// Letters kept; older ones are only counted.
    public static let maximumKept = 1_000

    /// Oldest first.
    public private(set) var kept: [DeadLetter] = []
    /// All there ever were.
    public private(set) var total: UInt64 = 0
    private var deltasSinceSnapshot = 0
    private var fresh: [DeadLetter] = []

    /// None.
    public init() {}

    /// Reads the dead letters of a journal.
    public init(readingFrom journal: any Journal) async throws(JournalError) {
        let entry = try await journal.state(Self.stateName)
        if let snapshot = entry.snapshot { read(snapshot) }
        for delta in entry.deltas { read(delta) }
        deltasSinceSnapshot = kept.count
    }

    /// Sets one aside.
    mutating func add(_ letter: DeadLetter) {
        fresh.append(letter)
        remember(letter)
    }

    /// What a transaction must write; nil where nothing is new. Now and then all that is kept, so that the entry stays small.
    mutating func takeChange() -> StateChange? {
        guard !fresh.isEmpty else { return nil }
        let lines = fresh.map(Self.line).joined(separator: "\n")
        deltasSinceSnapshot += fresh.count
        fresh = []
        guard deltasSinceSnapshot > Self.maximumKept else { return .delta(name: Self.stateName, bytes: Array(lines.utf8)) }
        deltasSinceSnapshot = 0
        let earlier = "\(total - UInt64(kept.count))"
        return .snapshot(name: Self.stateName, bytes: Array(([earlier] + kept.map(Self.line)).joined(separator: "\n").utf8))
    }

    private mutating func remember(_ letter: DeadLetter) {
        kept.append(letter)
        if kept.count > Self.maximumKept { kept.removeFirst(kept.count - Self.maximumKept) }
        total += 1
    }

    private static func line(_ letter: DeadLetter) -> String {
        "\(letter.upstream)\t\(letter.sequence)\t\(letter.type.rawValue)\t\(letter.reason)"
    }

    /// A line a letter; a line that is a number alone counts those that are no longer kept.
    private mutating func read(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
            if parts.count == 1, let earlier = UInt64(parts[0]) {
                total += earlier
            } else if parts.count == 4, let sequence = UInt64(parts[1]), let type = UInt8(parts[2]).flatMap({ RecordType(rawValue: $0) }) {
                remember(DeadLetter(upstream: String(parts[0]), sequence: sequence, type: type, reason: String(parts[3])))
            }
        }
    }
}
