import Domain

/// What one week of a city holds: its match, its mistral day, its planted bursts. A function of the seed and of the week alone.
struct Week {
    /// A football match at the stadium.
    struct Match {
        let start: Int64
        let end: Int64
        let attendance: Int
        /// Seconds of the Monday morning on which it is announced.
        let announced: Int64

        /// How strongly it is felt around the stadium: rises for two hours before, falls for two hours after.
        func pull(at seconds: Int64) -> Double {
            if seconds < start { return max(0, 1 - Double(start - seconds) / 7_200) }
            if seconds < end { return 0.5 }
            return max(0, 1 - Double(seconds - end) / 7_200)
        }
    }

    let number: Int64
    let match: Match
    /// Local day on which the mistral blows.
    let mistralDay: Int64
    let bursts: [GroundTruth.Burst]

    init(_ number: Int64, of configuration: CityConfiguration) {
        self.number = number
        let monday = LocalClock.monday(week: number)
        var random = SplitMix64(seed: configuration.seed, 1, UInt64(bitPattern: number))
        let matchDay = monday + Int64(random.integer(4...6))
        let kickOff = LocalClock.seconds(day: matchDay, hour: random.pick([17, 19, 20.75]))
        match = Match(
            start: kickOff, end: kickOff + 6_900, attendance: random.integer(45...65) * 1_000,
            announced: LocalClock.seconds(day: monday, hour: 9))
        mistralDay = monday + Int64(random.integer(0...6))
        bursts = (0..<configuration.burstsPerWeek).map { index in
            Week.burst(index, week: number, monday: monday, of: configuration)
        }.sorted { ($0.start, $0.identifier) < ($1.start, $1.identifier) }
    }

    /// Whether any part of a local day feels the mistral.
    func isMistral(day: Int64) -> Bool { day == mistralDay }

    private static let burstKinds: [(category: Category, source: SimulatedSource)] = [
        (.fireStreet, .fireBrigade), (.brawl, .police), (.streetRodeo, .police), (.damage, .police), (.gathering, .police),
        (.theft, .police), (.fireVehicle, .fireBrigade), (.assault, .police),
    ]

    private static func burst(_ index: Int, week: Int64, monday: Int64, of configuration: CityConfiguration) -> GroundTruth.Burst {
        var random = SplitMix64(seed: configuration.seed, 2, UInt64(bitPattern: week), UInt64(index))
        let kind = random.pick(burstKinds)
        let place = random.pick(Place.all.filter { !$0.has(.massif) })
        let centre =
            random.chance(0.7)
            ? Ground.scatter(latitude: place.latitude, longitude: place.longitude, spread: 150, using: &random)
            : Ground.anywhere(using: &random)
        // One in each share of the week, so that bursts seldom meet.
        let share = 7 * 86_400 / Double(configuration.burstsPerWeek)
        let start = LocalClock.seconds(day: monday, hour: 0) + Int64(share * (Double(index) + random.uniform(0.05, 0.9)))
        let count = random.integer(12...32)
        return GroundTruth.Burst(
            identifier: "burst-\(configuration.tag)-\(week)-\(index)", category: kind.category.code, source: kind.source.identifier,
            latitude: centre.latitude, longitude: centre.longitude, radius: random.uniform(40, 110).rounded(), start: start,
            end: start + Int64(random.integer(25...75) * 60), count: count)
    }
}
