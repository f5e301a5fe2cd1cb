import Domain

/// One situation as an operator sees it: one line.
public struct SituationLine: Sendable, Hashable {
    /// Signals of it carry this.
    public let identifier: String
    /// Where it is in its life.
    public let phase: SituationBook.Phase
    /// What it is about.
    public let category: Category
    /// Where, in order.
    public let cells: [Cell]
    /// Seconds since 1970.
    public let start: Int64
    /// Seconds since 1970, exclusive: the end of the last signal of it.
    public let end: Int64
    /// What found it, in order of number.
    public let kinds: [Signal.Kind]
    /// The gravest of its signals.
    public let severity: Severity

    /// Such as `Theft: growing, 3 cells, 2 detectors, up to 12.`
    public let english: String
    /// Such as `Vol : en croissance, 3 mailles, 2 détecteurs, jusqu'à 12.`
    public let french: String
}

extension SituationBook {
    /// The situations that live, a line each, in the order in which they opened.
    public var lines: [SituationLine] {
        entries.map { entry in
            let (cells, kinds, peak) = (entry.cells.count, entry.kinds.count, Int(min(entry.peak, 1e15).rounded()))
            let english =
                "\(entry.category.english): \(entry.phase.english), \(cells) \(cells == 1 ? "cell" : "cells"), "
                + "\(kinds) \(kinds == 1 ? "detector" : "detectors"), up to \(peak)."
            let french =
                "\(entry.category.french) : \(entry.phase.french), \(cells) \(cells == 1 ? "maille" : "mailles"), "
                + "\(kinds) \(kinds == 1 ? "détecteur" : "détecteurs"), jusqu'à \(peak)."
            return SituationLine(
                identifier: entry.identifier, phase: entry.phase, category: entry.category, cells: entry.cells.sorted(), start: entry.start,
                end: entry.end, kinds: entry.kinds.sorted { $0.rawValue < $1.rawValue }, severity: entry.severity, english: english,
                french: french)
        }
    }
}

extension SituationBook.Phase {
    var english: String {
        switch self {
        case .opened: "opened"
        case .growing: "growing"
        case .fading: "fading"
        case .closed: "closed"
        }
    }

    var french: String {
        switch self {
        case .opened: "ouverte"
        case .growing: "en croissance"
        case .fading: "en déclin"
        case .closed: "close"
        }
    }
}
