import Domain

/// Signals of all detectors about the same thing are one situation: an operator sees one line, not forty.
///
/// The same thing: the same category, in cells of which one is, holds or touches one of the other's, no more than an hour apart. The first
/// detector to speak gives the situation its identifier, and the signals of those that join carry it. A situation is over when all its parts
/// are: the end of one part while others live is not passed on, so that nothing is called off too early. Signals without a place (a silent
/// source, an association of the territory) pass as they are.
///
/// The same signals in the same order give the same situations. Memory: at most `limit` situations and `cellLimit` cells of each.
public struct SituationBook: Sendable {
    /// Where a situation is in its life.
    public enum Phase: UInt8, Sendable, Hashable {
        case opened, growing, fading, closed
    }

    /// One situation that is not over.
    struct Entry: Sendable {
        let identifier: String
        let category: Category
        var cells: [Cell]
        var kinds: Set<Signal.Kind>
        let start: Int64
        var end: Int64
        var peak: Double
        var severity: Severity
        var phase: Phase
        /// Identifiers of its parts, and whether each still lives.
        var parts: [String: Bool]
    }

    /// Situations that live, in the order in which they opened.
    private(set) var entries: [Entry] = []
    /// Where the situation of a part is.
    private var owners: [String: String] = [:]
    /// Signals without a situation, because too many lived.
    public private(set) var unfiled = 0

    static let limit = 10_000
    static let cellLimit = 1_000
    static let gap: Int64 = 3_600
    /// From this p-value on a signal says that its part is over.
    static let overLevel = 0.05

    /// A book without a past.
    public init() {}

    /// Files a signal: what is to be passed on of it, nil for nothing.
    public mutating func file(_ signal: Signal) -> Signal? {
        guard !signal.kind.concernsSource, !signal.cells.isEmpty, !signal.situation.isEmpty else { return signal }
        let over = signal.pValue >= SituationBook.overLevel
        if let owner = owners[signal.situation], let index = entries.firstIndex(where: { $0.identifier == owner }) {
            return over ? end(signal, in: index) : add(signal, to: index)
        }
        guard !over else { return signal }
        if let index = entries.firstIndex(where: { $0.concerns(signal) }) { return add(signal, to: index) }
        guard entries.count < SituationBook.limit else {
            unfiled += 1
            return signal
        }
        owners[signal.situation] = signal.situation
        entries.append(
            Entry(
                identifier: signal.situation, category: signal.category, cells: Array(signal.cells.prefix(SituationBook.cellLimit)),
                kinds: [signal.kind], start: signal.start, end: signal.end, peak: signal.observed, severity: signal.severity,
                phase: .opened, parts: [signal.situation: true]))
        return signal
    }

    private mutating func add(_ signal: Signal, to index: Int) -> Signal {
        owners[signal.situation] = entries[index].identifier
        entries[index].parts[signal.situation] = true
        let new = signal.cells.filter { !entries[index].cells.contains($0) }
        let grows = !new.isEmpty || signal.observed > entries[index].peak || !entries[index].kinds.contains(signal.kind)
        entries[index].cells += new.prefix(SituationBook.cellLimit - entries[index].cells.count)
        entries[index].kinds.insert(signal.kind)
        entries[index].peak = max(entries[index].peak, signal.observed)
        entries[index].severity = max(entries[index].severity, signal.severity)
        entries[index].end = max(entries[index].end, signal.end)
        if grows { entries[index].phase = .growing }
        var filed = signal
        filed.situation = entries[index].identifier
        return filed
    }

    private mutating func end(_ signal: Signal, in index: Int) -> Signal? {
        entries[index].parts[signal.situation] = false
        guard !entries[index].parts.values.contains(true) else {
            entries[index].phase = .fading
            return nil
        }
        var filed = signal
        filed.situation = entries[index].identifier
        for part in entries[index].parts.keys { owners[part] = nil }
        entries.remove(at: index)
        return filed
    }

    /// What is still said to live but had nothing new for an hour is fading.
    public mutating func advance(to instant: Int64) {
        for index in entries.indices where entries[index].end &+ SituationBook.gap <= instant { entries[index].phase = .fading }
    }

    /// What a snapshot held.
    mutating func restore(_ entries: [Entry], unfiled: Int) {
        self.entries = entries
        self.unfiled = unfiled
        owners = [:]
        for entry in entries { for part in entry.parts.keys { owners[part] = entry.identifier } }
    }
}

extension SituationBook.Entry {
    /// The same category, near in space and time.
    func concerns(_ signal: Signal) -> Bool {
        guard signal.category == category, signal.start <= end &+ SituationBook.gap, signal.end &+ SituationBook.gap >= start else {
            return false
        }
        return signal.cells.contains { one in cells.contains { SituationBook.touch(one, $0) } }
    }
}

extension SituationBook {
    /// One cell is, holds or touches the other, seen at the coarser of their levels.
    static func touch(_ one: Cell, _ other: Cell) -> Bool {
        let level = max(one.level, other.level)
        let (left, right) = (one.ancestor(at: level), other.ancestor(at: level))
        return abs(Int64(left.column) - Int64(right.column)) <= 1 && abs(Int64(left.row) - Int64(right.row)) <= 1
    }
}
