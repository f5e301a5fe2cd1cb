import Domain

/// Singling out (WP29 opinion 05/2014): how many published records are alone with their attributes.
///
/// That a record is alone says nothing of a person as long as enough people share its cell: what must be zero are those in cells that too
/// few share.
public struct SinglingOut: Sendable {
    /// An attribute that a published record has.
    public enum Attribute: String, CaseIterable, Hashable, Sendable {
        case cell, slot, category, severity, origin

        func value(of incident: Incident) -> UInt64 {
            switch self {
            case .cell:
                UInt64(incident.cell.level) << 60 | UInt64(UInt32(bitPattern: incident.cell.row) & 0x3fff_ffff) << 30
                    | UInt64(UInt32(bitPattern: incident.cell.column) & 0x3fff_ffff)
            case .slot: UInt64(bitPattern: incident.slot.start) << 20 ^ UInt64(incident.slot.length)
            case .category: UInt64(incident.category.rawValue)
            case .severity: UInt64(incident.severity.rawValue)
            case .origin: UInt64(incident.origin.rawValue) << 8 | UInt64(incident.timeCertainty.rawValue)
            }
        }
    }

    /// Records alone with all they have.
    public let unique: AttackRate
    /// For p = 1 ... 4 facts: the attributes that single out most records, and the rate.
    public let given: [(facts: [Attribute], rate: AttackRate)]

    /// Runs the attack.
    public init(_ target: AttackTarget) {
        unique = SinglingOut.rate(target, Attribute.allCases)
        given = (1...4).map { count in
            let tried = SinglingOut.subsets(of: Attribute.allCases, count).map { ($0, SinglingOut.rate(target, $0)) }
            let worst = tried.max { $0.1.hits < $1.1.hits }
            return worst.map { (facts: $0.0, rate: $0.1) } ?? (facts: [], rate: AttackRate(hits: 0, of: 0, below: 0))
        }
    }

    private static func rate(_ target: AttackTarget, _ attributes: [Attribute]) -> AttackRate {
        let keys = target.published.map { incident in attributes.map { $0.value(of: incident) } }
        let counts = keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return target.rate { counts[keys[$0]] == 1 }
    }

    private static func subsets(of attributes: [Attribute], _ count: Int) -> [[Attribute]] {
        if count == 0 { return [[]] }
        return attributes.indices.flatMap { first in
            subsets(of: Array(attributes[(first + 1)...]), count - 1).map { [attributes[first]] + $0 }
        }
    }
}
