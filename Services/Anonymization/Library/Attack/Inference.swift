import Domain

/// Inference: who knows that something happened in a cell and slot learns what it was where all its records say the same (l-diversity,
/// Machanavajjhala et al. 2007, with l = 1).
public struct Inference: Sendable {
    /// Records whose cell and slot hold one category only.
    public let homogeneous: AttackRate
    /// The same among the sensitive categories.
    public let sensitive: AttackRate
    /// The mean number of categories in a record's cell and slot.
    public let diversity: Double

    private struct Key: Hashable {
        var cell: Cell
        var slot: TimeSlot
    }

    /// Runs the attack.
    public init(_ target: AttackTarget) {
        var categories: [Key: Set<Category>] = [:]
        for incident in target.published {
            categories[Key(cell: incident.cell, slot: incident.slot), default: []].insert(incident.category)
        }
        func count(_ index: Int) -> Int {
            let incident = target.published[index]
            return categories[Key(cell: incident.cell, slot: incident.slot)]?.count ?? 0
        }
        homogeneous = target.rate { count($0) == 1 }
        let isSensitive = { (index: Int) in PopulationRules.sensitive.contains(target.published[index].category) }
        var sensitive = target.rate { count($0) == 1 && isSensitive($0) }
        sensitive.of = target.published.indices.filter(isSensitive).count
        self.sensitive = sensitive
        let sum = target.published.indices.reduce(0) { $0 + count($1) }
        diversity = target.published.isEmpty ? 0 : Double(sum) / Double(target.published.count)
    }
}
