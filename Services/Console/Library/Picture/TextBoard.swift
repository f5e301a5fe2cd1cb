public import Domain

/// Redacted texts, for as long as the register lets each source keep them. Never told in an event; each view is audited.
public struct TextBoard: Sendable {
    private struct Place: Hashable, Sendable {
        var sequence: UInt64
        var index: UInt32
    }

    private var texts: [Place: RedactedText] = [:]
    private static let maximum = 100_000

    /// No text.
    public init() {}

    /// How many are held.
    public var count: Int { texts.count }

    /// Takes a text; one of the same place replaces it, an empty one removes it.
    public mutating func add(_ text: RedactedText) {
        let place = Place(sequence: text.sequence, index: text.index)
        if text.text.isEmpty { texts[place] = nil } else if texts.count < TextBoard.maximum || texts[place] != nil { texts[place] = text }
    }

    /// What was counted there is not any more: its text goes with it.
    public mutating func remove(sequence: UInt64, index: UInt32) { texts[Place(sequence: sequence, index: index)] = nil }

    /// Forgets those whose time is over; a kind of source that may keep none keeps none.
    public mutating func drop(now: Int64, retention: [SourceKind: Int64]) {
        texts = texts.filter { $0.value.slot.end + (retention[$0.value.kind] ?? 0) > now }
    }

    /// Those of a stretch of time, in a cell where one is given, newest first.
    public func texts(in stretch: Range<Int64>, cell: Cell?, limit: Int) -> [RedactedText] {
        let found = texts.values.filter { text in
            text.slot.start < stretch.upperBound && text.slot.end > stretch.lowerBound
                && (cell.map { $0.contains(text.cell) || text.cell.contains($0) } ?? true)
        }
        return Array(
            found.sorted { ($0.slot.start, $0.sequence, $0.index) > ($1.slot.start, $1.sequence, $1.index) }.prefix(max(0, limit)))
    }
}
