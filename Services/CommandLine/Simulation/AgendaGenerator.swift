import Domain

/// Draws what the city knows about tomorrow: the match, the markets, a march. Plans: they speak of the future, and are corrected.
struct AgendaGenerator {
    private static let markets = Place.all.filter { $0.has(.market) }

    private let seed: UInt64
    private let tag: String

    init(_ configuration: CityConfiguration) {
        seed = configuration.seed
        tag = configuration.tag
    }

    /// Everything said in the slot.
    func plans(of slot: Slot, into emit: (Arrival) -> Void) {
        var random = SplitMix64(seed: seed, 12, UInt64(bitPattern: slot.number))
        let match = slot.week.match
        if slot.contains(match.announced) { announceMatch(slot, version: 0, &random, emit) }
        if slot.contains(match.start - 4 * 3_600) { announceMatch(slot, version: 1, &random, emit) }
        if slot.hour == 18 {
            for (index, place) in Self.markets.enumerated() { announceMarket(index, place, slot, &random, emit) }
        }
        // On Mondays at ten, a march on Thursday at half past ten along the port.
        if slot.hour == 10 && LocalClock.weekday(day: slot.day) == 0 && random.chance(0.6) {
            plan(
                "march-\(slot.week.number)", version: 0, said: slot.start, start: LocalClock.seconds(day: slot.day + 3, hour: 10.5),
                hours: 3,
                at: (43.2955, 5.3760), persons: Double(random.integer(4...60) * 100), &random, emit)
        }
    }

    private func announceMatch(_ slot: Slot, version: UInt32, _ random: inout SplitMix64, _ emit: (Arrival) -> Void) {
        let match = slot.week.match
        let guess = version == 0 ? 60_000 : Double(match.attendance)
        plan(
            "match-\(slot.week.number)", version: version, said: version == 0 ? match.announced : match.start - 4 * 3_600,
            start: match.start,
            hours: Double(match.end - match.start) / 3_600, at: (Place.stadium.latitude, Place.stadium.longitude), persons: guess, &random,
            emit)
    }

    private func announceMarket(_ index: Int, _ place: Place, _ slot: Slot, _ random: inout SplitMix64, _ emit: (Arrival) -> Void) {
        let tomorrow = slot.day + 1
        guard LocalClock.weekday(day: tomorrow) != 0 else { return }
        plan(
            "market-\(index)-\(tomorrow)", version: 0, said: slot.start, start: LocalClock.seconds(day: tomorrow, hour: 8), hours: 5,
            at: (place.latitude, place.longitude), persons: (1_500 * place.weight).rounded(), &random, emit)
    }

    private func plan(
        _ name: String, version: UInt32, said: Int64, start: Int64, hours: Double, at point: (latitude: Double, longitude: Double),
        persons: Double, _ random: inout SplitMix64, _ emit: (Arrival) -> Void
    ) {
        let observation = Observation(
            observationID: "\(SimulatedSource.agenda.prefix)-\(tag)-\(name)", version: version,
            operation: version == 0 ? .create : .replace, phenomenonStart: Instant(seconds: start),
            phenomenonEnd: Instant(seconds: start + Int64(hours * 3_600)), offsetMinutes: Int32(LocalClock.offset(at: start) / 60),
            resultTime: Instant(seconds: said), latitude: point.latitude, longitude: point.longitude,
            originalCode: Category.plannedEvent.code, value: persons, unit: "{person}")
        let time = IncidentGenerator.arrival(of: observation, from: .agenda, using: &random)
        emit(Arrival(time: time, source: .agenda, observation: observation))
    }
}

extension Slot {
    func contains(_ seconds: Int64) -> Bool { seconds >= start && seconds < start + Slot.length }
}
