import Domain

/// Draws the incidents of a slot: what is usual by profile, what a match brings, what was planted.
struct IncidentGenerator {
    /// What a crowd around the stadium does: parts of the city's hourly incidents, at full pull.
    private static let crowd: [(category: Category, source: SimulatedSource, part: Double)] = [
        (.obstruction, .police, 0.16), (.gathering, .police, 0.06), (.publicIntoxication, .police, 0.05), (.brawl, .police, 0.05),
        (.theft, .police, 0.05), (.streetVending, .police, 0.04), (.noise, .police, 0.04), (.firstAid, .fireBrigade, 0.06),
    ]

    private let configuration: CityConfiguration
    private let tag: String
    private let placements = Profile.all.map(Placement.init)

    init(_ configuration: CityConfiguration) {
        self.configuration = configuration
        tag = configuration.tag
    }

    /// All incidents whose fact lies in the slot, and those of the bursts that begin in it, each with its arrival.
    func incidents(of slot: Slot, bursts: [GroundTruth.Burst], into emit: (Arrival) -> Void) {
        let perSlot = configuration.incidentsPerDay / 96
        for (index, profile) in Profile.all.enumerated() {
            var random = SplitMix64(seed: configuration.seed, 5, UInt64(bitPattern: slot.number), UInt64(index))
            let mean =
                perSlot * profile.share / Profile.totalShare * profile.rhythm.intensity(day: slot.day, hour: slot.hour)
                * slot.weather.factor(for: profile.category)
            for number in 0..<random.poisson(mean) {
                let point = placements[index].draw(using: &random)
                let time = slot.start * 1_000 + Int64(random.unit() * Double(Slot.length) * 1_000)
                var observation = Self.observation(
                    identifier(profile.source, slot: slot.number, series: index, number: number), profile.category, at: point,
                    milliseconds: time, using: &random)
                dress(&observation, as: profile, using: &random)
                report(observation, from: profile.source, using: &random, into: emit)
            }
        }
        match(slot: slot, into: emit)
        for burst in bursts where burst.start >= slot.start && burst.start < slot.start + Slot.length { plant(burst, into: emit) }
    }

    private func match(slot: Slot, into emit: (Arrival) -> Void) {
        let pull = slot.week.match.pull(at: slot.middle)
        guard pull > 0 else { return }
        for (index, kind) in Self.crowd.enumerated() {
            let series = Profile.all.count + index
            var random = SplitMix64(seed: configuration.seed, 5, UInt64(bitPattern: slot.number), UInt64(series))
            for number in 0..<random.poisson(configuration.incidentsPerDay / 96 * kind.part * pull * 2) {
                let stadium = Place.stadium
                let point = Ground.scatter(latitude: stadium.latitude, longitude: stadium.longitude, spread: 350, using: &random)
                let time = slot.start * 1_000 + Int64(random.unit() * Double(Slot.length) * 1_000)
                var observation = Self.observation(
                    identifier(kind.source, slot: slot.number, series: series, number: number), kind.category, at: point,
                    milliseconds: time, using: &random)
                observation.severity = random.chance(0.2) ? .moderate : .minor
                observation.origin = random.chance(0.5) ? .discovered : .reported
                report(observation, from: kind.source, using: &random, into: emit)
            }
        }
    }

    private func plant(_ burst: GroundTruth.Burst, into emit: (Arrival) -> Void) {
        guard let source = SimulatedSource.all.first(where: { $0.identifier == burst.source }),
            let category = Category(code: burst.category)
        else { return }
        var random = SplitMix64(seed: configuration.seed, 6, UInt64(bitPattern: burst.start))
        for number in 0..<burst.count {
            let point = Ground.scatter(latitude: burst.latitude, longitude: burst.longitude, spread: burst.radius, using: &random)
            let time = burst.start * 1_000 + Int64(random.unit() * Double(burst.end - burst.start) * 1_000)
            var observation = Self.observation(
                identifier(source, slot: burst.start, series: 99, number: number), category, at: point, milliseconds: time, using: &random)
            observation.severity = random.chance(0.4) ? .moderate : .minor
            observation.origin = .reported
            emit(Arrival(time: Self.arrival(of: observation, from: source, using: &random), source: source, observation: observation))
        }
    }

    private func identifier(_ source: SimulatedSource, slot: Int64, series: Int, number: Int) -> String {
        "\(source.prefix)-\(tag)-\(String(slot, radix: 36))-\(series)-\(number)"
    }

    private static func observation(
        _ identifier: String, _ category: Category, at point: (latitude: Double, longitude: Double), milliseconds: Int64,
        using random: inout SplitMix64
    ) -> Observation {
        Observation(
            observationID: identifier, phenomenonStart: Instant(milliseconds: milliseconds),
            offsetMinutes: Int32(LocalClock.offset(at: milliseconds / 1_000) / 60), latitude: point.latitude, longitude: point.longitude,
            accuracy: Float(random.pick([5.0, 10.0, 25.0, 50.0])), originalCode: category.code)
    }

    private func dress(_ observation: inout Observation, as profile: Profile, using random: inout SplitMix64) {
        let draw = random.unit()
        observation.severity = draw < profile.severe ? .severe : (draw < profile.severe + profile.moderate ? .moderate : .minor)
        let discovered = random.chance(profile.discovered)
        switch profile.source.kind {
        case .policeLog: observation.origin = discovered ? .discovered : .reported
        case .fireBrigade:
            observation.origin = .reported
            if random.chance(0.003) { observation.status = .exercise }
        case .parks:
            observation.origin = discovered ? .discovered : .reported
            observation.text = NoteWriter.note(category: profile.category.code, using: &random)
        default: observation.accuracy = 0
        }
    }

    /// Sends an observation, sometimes twice, and sometimes takes it back or mends it later.
    private func report(
        _ observation: Observation, from source: SimulatedSource, using random: inout SplitMix64, into emit: (Arrival) -> Void
    ) {
        let time = Self.arrival(of: observation, from: source, using: &random)
        emit(Arrival(time: time, source: source, observation: observation))
        if random.chance(configuration.duplicates) {
            emit(Arrival(time: time + Int64(random.integer(1...600)), source: source, observation: observation))
        }
        if random.chance(configuration.corrections) {
            emit(Correction.arrival(of: observation, sent: time, from: source, using: &random))
        }
    }

    /// When a report of it comes in: after its source's delay, so that reports overtake each other.
    static func arrival(of observation: Observation, from source: SimulatedSource, using random: inout SplitMix64) -> Int64 {
        let fact = observation.resultTime ?? observation.phenomenonEnd ?? observation.phenomenonStart ?? Instant(seconds: 0)
        let delay = min(Int64(random.exponential(mean: source.meanDelay)), source.maximumDelay - 1)
        return fact.seconds + 1 + delay
    }
}
