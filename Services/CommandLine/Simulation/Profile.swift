import Domain

/// One kind of incident as one source reports it: how many, when, where and how bad.
struct Profile {
    /// Parts of all incidents; only ratios count.
    let share: Double
    let category: Category
    let source: SimulatedSource
    let rhythm: Rhythm
    /// Sorts of place that draw it, with the parts of incidents they take.
    let draws: [(character: Place.Character, part: Double)]
    /// Probability of severity moderate and of severe; minor otherwise.
    let moderate: Double
    let severe: Double
    /// Part that agents came upon, rather than were called to.
    let discovered: Double
    /// May lie in the sea.
    let atSea: Bool

    init(
        _ share: Double, _ category: Category, _ source: SimulatedSource, _ rhythm: Rhythm,
        _ draws: [(character: Place.Character, part: Double)], moderate: Double = 0.2, severe: Double = 0.03, discovered: Double = 0,
        atSea: Bool = false
    ) {
        self.share = share
        self.category = category
        self.source = source
        self.rhythm = rhythm
        self.draws = draws
        self.moderate = moderate
        self.severe = severe
        self.discovered = discovered
        self.atSea = atSea
    }

    /// Everything that happens in the city. Shares are ours, in the proportions that municipal logs and the BMPM's yearly counts suggest.
    static let all: [Profile] = [
        Profile(140, .noise, .police, .night, [(.nightlife, 0.40), (.estate, 0.15), (.beach, 0.05)], moderate: 0.05, severe: 0),
        Profile(
            150, .obstruction, .police, .commuting, [(.shopping, 0.25), (.station, 0.15), (.market, 0.15)], severe: 0, discovered: 0.5),
        Profile(90, .theft, .police, .daylong, [(.shopping, 0.3), (.station, 0.25), (.beach, 0.08), (.nightlife, 0.1)]),
        Profile(70, .gathering, .police, .evening, [(.estate, 0.35), (.station, 0.2), (.nightlife, 0.1)], moderate: 0.1, discovered: 0.4),
        Profile(50, .damage, .police, .night, [(.estate, 0.2), (.shopping, 0.15)], moderate: 0.1),
        Profile(40, .publicIntoxication, .police, .night, [(.nightlife, 0.45), (.station, 0.2), (.beach, 0.05)], discovered: 0.5),
        Profile(50, .brawl, .police, .night, [(.nightlife, 0.45), (.station, 0.2), (.market, 0.05)], moderate: 0.4, severe: 0.08),
        Profile(30, .assault, .police, .evening, [(.nightlife, 0.25), (.station, 0.25), (.estate, 0.15)], moderate: 0.5, severe: 0.2),
        Profile(30, .streetVending, .police, .market, [(.market, 0.85), (.station, 0.1)], moderate: 0, severe: 0, discovered: 0.9),
        Profile(30, .burglary, .police, .burglar, [], moderate: 0.4),
        Profile(30, .streetRodeo, .police, .evening, [(.estate, 0.4), (.beach, 0.15)], moderate: 0.3, discovered: 0.2),
        Profile(5, .animal, .police, .daylong, [(.park, 0.2)]),
        Profile(3, .suspiciousObject, .police, .commuting, [(.station, 0.7), (.shopping, 0.2)], moderate: 0.6, severe: 0.2),
        Profile(1, .shots, .police, .night, [(.estate, 0.6)], moderate: 0.3, severe: 0.6),
        Profile(8, .other, .police, .daylong, []),
        // Never published in a cell: here so that its refusal downstream is exercised.
        Profile(2, .refusedSexual, .police, .evening, [(.station, 0.3)], moderate: 0.3, severe: 0.6),
        Profile(140, .firstAid, .fireBrigade, .daylong, [(.station, 0.15), (.nightlife, 0.1), (.estate, 0.1)], moderate: 0.4, severe: 0.1),
        Profile(50, .roadAccident, .fireBrigade, .commuting, [(.station, 0.1), (.beach, 0.05)], moderate: 0.4, severe: 0.1),
        Profile(26, .fireStreet, .fireBrigade, .night, [(.estate, 0.45), (.market, 0.1)], moderate: 0.1, severe: 0.01),
        Profile(8, .fireVehicle, .fireBrigade, .night, [(.estate, 0.5)], moderate: 0.4, severe: 0.05),
        Profile(8, .fireBuilding, .fireBrigade, .daylong, [(.estate, 0.2)], moderate: 0.5, severe: 0.3),
        Profile(4, .fireVegetation, .fireBrigade, .daylong, [(.massif, 0.8)], moderate: 0.5, severe: 0.2),
        Profile(4, .drowning, .fireBrigade, .seaside, [(.beach, 0.9), (.harbour, 0.1)], moderate: 0.5, severe: 0.3, atSea: true),
        Profile(10, .hazardNetwork, .fireBrigade, .working, [], moderate: 0.4, severe: 0.1),
        Profile(2, .flood, .fireBrigade, .daylong, [(.harbour, 0.2)], moderate: 0.4),
        Profile(
            50, .dumping, .parks, .working, [(.estate, 0.25), (.market, 0.2), (.massif, 0.1)], moderate: 0.05, severe: 0, discovered: 0.7),
        Profile(8, .treeHazard, .parks, .working, [(.park, 0.4)], moderate: 0.4, severe: 0.05, discovered: 0.5),
        Profile(10, .damage, .parks, .working, [(.park, 0.7)], moderate: 0.1, severe: 0, discovered: 0.8),
        Profile(4, .animal, .parks, .daylong, [(.park, 0.7)], severe: 0),
        Profile(18, .transitIncident, .transit, .commuting, [(.station, 0.9)], moderate: 0.3),
        Profile(5, .gathering, .cameras, .evening, [(.nightlife, 0.4), (.station, 0.5)], moderate: 0, severe: 0, discovered: 1),
        Profile(4, .streetRodeo, .cameras, .evening, [(.beach, 0.4), (.shopping, 0.3)], moderate: 0, severe: 0, discovered: 1),
        Profile(6, .obstruction, .cameras, .commuting, [(.shopping, 0.6), (.station, 0.3)], moderate: 0, severe: 0, discovered: 1),
    ]

    static let totalShare = all.reduce(0) { $0 + $1.share }
}
