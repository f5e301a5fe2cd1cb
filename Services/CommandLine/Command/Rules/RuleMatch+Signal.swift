import Correlation
import Domain

extension Rule {
    /// The signal that correlation would make of a match.
    func signal(_ match: RuleMatch, number: Int) -> Signal {
        let isOver = match.phase == .over
        return Signal(
            identifier: "\(match.situation)/\(number)", kind: .rule,
            category: match.categories.lazy.compactMap { Domain.Category(rawValue: $0) }.first ?? .other, cells: match.cells,
            start: min(match.start, match.time), end: match.time + 1, observed: match.observed, expected: 0, pValue: isOver ? 1 : 0,
            severity: isOver ? .minor : severity, sources: match.sources, french: french, english: english, situation: match.situation)
    }
}
