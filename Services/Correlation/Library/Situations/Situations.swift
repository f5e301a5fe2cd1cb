import Domain

/// What is going on: signals of one category that follow each other in a cell, or spread to the cells around it, are one situation.
struct Situations: Sendable {
    /// One situation that is not over.
    struct Situation: Sendable {
        let identifier: String
        /// Cells in which it showed, in that order.
        var members: [CellKey]
        /// End of the last slot that was unusual, or of the last time it was looked at and not yet quiet.
        var until: Int64
        /// Seconds after `until` at which it is looked at again.
        let gap: Int64
        /// What its cells together usually count in a gap, before it began.
        var mean = 0.0
        var variance = 0.0
        /// Incidents in its cells in closed slots since `until`.
        var since = 0
    }

    private(set) var active: [Situation] = []
    /// The situation that a cell was last part of.
    private(set) var memberships: [CellKey: String] = [:]

    var isEmpty: Bool { active.isEmpty }

    /// The situation that an unusual slot belongs to: the cell's own, else a neighbour's (the first in order of row, then column), else a new
    /// one. `gap` seconds after its last unusual slot it is joined no more.
    /// `usual` is what the cell usually counts in the gap after the slot.
    mutating func join(_ key: CellKey, slot: TimeSlot, gap: Int64, usual: NegativeBinomial) -> String {
        for candidate in [key] + key.neighbours {
            guard let identifier = memberships[candidate], let index = active.firstIndex(where: { $0.identifier == identifier }),
                slot.start <= active[index].until &+ active[index].gap
            else { continue }
            if slot.end > active[index].until {
                active[index].until = slot.end
                active[index].since = 0
            }
            if !active[index].members.contains(key) { active[index].add(key, usual: usual) }
            memberships[key] = identifier
            return identifier
        }
        var fingerprint = Fingerprint()
        fingerprint.combine("situation")
        let cell = key.cell
        for field in [
            Int64(key.category.rawValue), Int64(cell.level), Int64(cell.column), Int64(cell.row), slot.start, Int64(slot.length),
        ] {
            fingerprint.combine(field)
        }
        let identifier = fingerprint.hexadecimal
        var situation = Situation(identifier: identifier, members: [], until: slot.end, gap: gap)
        situation.add(key, usual: usual)
        active.append(situation)
        memberships[key] = identifier
        return identifier
    }

    /// A slot closed: what its cells counted in it.
    mutating func settle(_ slot: OpenSlot) {
        for index in active.indices where slot.slot.start >= active[index].until {
            for key in active[index].members {
                if let entry = slot.find(key) { active[index].since += Int(slot.entries[entry].count) }
            }
        }
    }

    /// Those to look at by an instant, the longest quiet first.
    func due(by instant: Int64) -> [Situation] {
        active.filter { $0.until &+ $0.gap <= instant }.sorted { ($0.until, $0.identifier) < ($1.until, $1.identifier) }
    }

    /// Not quiet yet: looked at again after another gap.
    mutating func prolong(_ situation: Situation) {
        guard let index = active.firstIndex(where: { $0.identifier == situation.identifier }) else { return }
        active[index].until = situation.until &+ situation.gap
        active[index].since = 0
    }

    /// Over.
    mutating func end(_ situation: Situation) {
        active.removeAll { $0.identifier == situation.identifier }
        for key in situation.members where memberships[key] == situation.identifier { memberships[key] = nil }
    }

    /// What a snapshot held.
    mutating func restore(_ active: [Situation], memberships: [CellKey: String]) {
        self.active = active
        self.memberships = memberships
    }
}

extension Situations.Situation {
    /// One more cell.
    mutating func add(_ key: CellKey, usual: NegativeBinomial) {
        members.append(key)
        mean += usual.mean
        variance += usual.mean * (1 + usual.odds)
    }

    /// What its cells together usually count in a gap: sums of means and of variances.
    var usual: NegativeBinomial {
        let odds = max(variance / mean - 1, 1e-9)
        return NegativeBinomial(size: mean / odds, odds: odds)
    }
}
