import Domain

/// How coarse an incident's cell and slot must be for enough residents to share them, by category.
///
/// Where the register asks for a number of residents and gives a resident grid, the grid's quadtree decides; where it gives none, a fixed
/// coarser cell does. What tells of somebody's health or of violence, which happens at home too, asks for four times as many residents
/// and a slot of an hour, whatever the register says.
public struct PopulationRules: Sendable {
    /// Categories that tell of health or of violence between persons.
    static let sensitive: Set<Category> = [.firstAid, .drowning, .assault, .publicIntoxication]
    /// How many times more residents a sensitive category asks for.
    static let sensitiveFactor: UInt32 = 4
    /// Seconds of its slots at least.
    static let sensitiveSlot: UInt32 = 3_600
    /// Metres: the width of fixed cells where nobody says who lives where. 800 m, and 1,600 m for sensitive categories.
    static let fixedWidth: Double = 800

    /// By number of category: the place in `regions`, or -1 where its cells are not bound by residents.
    private var regionIndex: [Int]
    private var fixedLevel: [UInt8]
    private var slotLength: [UInt32]
    private var regions: [PublicationRegions] = []

    init(_ territory: TerritoryEntry) {
        let count = Int(Category.allCases.map(\.rawValue).max() ?? 0) + 1
        regionIndex = Array(repeating: -1, count: count)
        fixedLevel = Array(repeating: 0, count: count)
        slotLength = Array(repeating: 0, count: count)
        var known: [UInt32: Int] = [:]
        for category in Category.allCases where category.use != .reading {
            let minimum = PopulationRules.minimum(territory, category)
            guard minimum > 0 else { continue }
            let number = Int(category.rawValue)
            let isSensitive = PopulationRules.sensitive.contains(category)
            if isSensitive { slotLength[number] = PopulationRules.sensitiveSlot }
            guard let grid = territory.residents else {
                let width = PopulationRules.fixedWidth * (isSensitive ? 2 : 1)
                fixedLevel[number] =
                    (0...Cell.maximumLevel).first { territory.grid.size(atLevel: $0) >= width } ?? Cell.maximumLevel
                continue
            }
            if known[minimum] == nil {
                known[minimum] = regions.count
                regions.append(PublicationRegions(grid, minimum: minimum))
            }
            regionIndex[number] = known[minimum] ?? -1
        }
    }

    /// Residents that a territory asks for in the cells of a category; 0 for none.
    static func minimum(_ territory: TerritoryEntry, _ category: Category) -> UInt32 {
        let own = territory.categoryRules.filter { $0.category == category }.map(\.minimumResidents).max() ?? 0
        let all = territory.minimumResidents
        let (many, overflow) = all.multipliedReportingOverflow(by: sensitive.contains(category) ? sensitiveFactor : 1)
        return max(own, overflow ? .max : many)
    }

    /// Whether a category tells of somebody's health or of violence.
    public static func isSensitive(_ category: Category) -> Bool { sensitive.contains(category) }

    /// The published cells of a category; nil where residents do not decide.
    func regions(_ category: Category) -> PublicationRegions? {
        let index = regionIndex[Int(category.rawValue)]
        return index < 0 ? nil : regions[index]
    }

    /// The level of a category's fixed cells; 0 where it has none.
    func fixedLevel(_ category: Category) -> UInt8 { fixedLevel[Int(category.rawValue)] }

    /// The shortest slot of a category's times, seconds; 0 where it asks for nothing.
    func slotLength(_ category: Category) -> UInt32 { slotLength[Int(category.rawValue)] }
}
