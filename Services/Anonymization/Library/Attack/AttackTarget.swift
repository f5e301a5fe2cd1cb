import Domain

/// What an attack is run on: the anonymizer's real output, record by record beside what an adversary may know of the same event.
public struct AttackTarget: Sendable {
    /// What somebody saw or heard of an event: its minute, and its place to some metres.
    public struct Sighting: Hashable, Sendable {
        /// Seconds since 1970, UTC, the start of the minute.
        public var minute: Int64
        /// Metres in the plane of the grid.
        public var easting: Double
        /// Metres in the plane of the grid.
        public var northing: Double
        /// What it really was.
        public var category: Category

        /// A sighting.
        public init(minute: Int64, easting: Double, northing: Double, category: Category) {
            self.minute = minute
            self.easting = easting
            self.northing = northing
            self.category = category
        }
    }

    /// The territory's grid.
    public let grid: Grid
    /// The events as an adversary may know them.
    public let sightings: [Sighting]
    /// What was published.
    public let published: [Incident]
    /// Residents that a category's cells must have at least.
    public let minimum: @Sendable (Category) -> UInt32
    /// Residents of the area that a published cell of a category stands for; nil where nobody knows.
    public let residents: @Sendable (Cell, Category) -> UInt64?

    /// A target.
    public init(
        grid: Grid, sightings: [Sighting], published: [Incident], minimum: @escaping @Sendable (Category) -> UInt32,
        residents: @escaping @Sendable (Cell, Category) -> UInt64?
    ) {
        self.grid = grid
        self.sightings = sightings
        self.published = published
        self.minimum = minimum
        self.residents = residents
    }

    /// Residents of published cells under a register, as the anonymizer counts them.
    public init(territory: TerritoryEntry, sightings: [Sighting], published: [Incident]) {
        let rules = PopulationRules(territory)
        self.init(
            grid: territory.grid, sightings: sightings, published: published,
            minimum: { PopulationRules.minimum(territory, $0) },
            residents: { cell, category in rules.regions(category)?.residents(sharing: cell) })
    }

    /// Whether fewer people than the category asks for share a record's cell; nil where nobody knows.
    func isBelow(_ incident: Incident) -> Bool? {
        residents(incident.cell, incident.category).map { $0 < UInt64(minimum(incident.category)) }
    }
}

/// A share of records, and how many of those records lie in cells that fewer people share than was asked for.
public struct AttackRate: Hashable, Sendable {
    /// Records that the attack succeeds on.
    public var hits: Int
    /// Records that there are.
    public var of: Int
    /// Hits in cells with too few residents; nil where residents are not known.
    public var below: Int?

    /// A rate.
    public init(hits: Int, of: Int, below: Int?) {
        self.hits = hits
        self.of = of
        self.below = below
    }

    /// From 0 to 1; 0 of nothing.
    public var share: Double { of == 0 ? 0 : Double(hits) / Double(of) }
}

extension AttackTarget {
    /// The rate of the records that a test is true of.
    func rate(_ isHit: (Int) -> Bool) -> AttackRate {
        var hits = 0
        var below: Int? = 0
        for index in published.indices where isHit(index) {
            hits += 1
            switch isBelow(published[index]) {
            case true?: below = below.map { $0 + 1 }
            case false?: break
            case nil: below = nil
            }
        }
        return AttackRate(hits: hits, of: published.count, below: below)
    }
}
