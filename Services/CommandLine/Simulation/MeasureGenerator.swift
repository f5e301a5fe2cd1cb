import Domain
import Foundation

/// Draws the measures of a slot: weather, presence, delays, emergency visits, cameras' counts.
struct MeasureGenerator {
    private static let hospitals: [(name: String, latitude: Double, longitude: Double, visitsPerDay: Double)] = [
        ("timone", 43.2894, 5.4020, 230), ("nord", 43.3797, 5.3635, 190),
    ]
    private static let watched = Place.all.filter { $0.has(.nightlife) || $0.has(.station) || $0.has(.shopping) }
    private static let crowded = Place.all.filter { !$0.has(.massif) }
    private static let stops = Place.all.filter { $0.has(.station) }

    private let seed: UInt64
    private let tag: String

    init(_ configuration: CityConfiguration) {
        seed = configuration.seed
        tag = configuration.tag
    }

    func measures(of slot: Slot, into emit: (Arrival) -> Void) {
        cameras(slot, emit)
        delays(slot, emit)
        guard slot.beginsHour else { return }
        weather(slot, emit)
        presence(slot, emit)
        hospitals(slot, emit)
    }

    /// Persons about at a place: its people, the hour, the match.
    private func persons(at place: Place, _ slot: Slot) -> Double {
        let rhythm: Rhythm = place.has(.nightlife) ? .evening : (place.has(.beach) ? .seaside : .daylong)
        let match = place.has(.stadium) ? slot.week.match.pull(at: slot.middle) * Double(slot.week.match.attendance) * 0.6 : 0
        let base = place.has(.stadium) ? 40 : 900 * place.weight
        return base * rhythm.intensity(day: slot.day, hour: slot.hour) * (slot.weather.rain > 0.5 ? 0.6 : 1) + match
    }

    private func presence(_ slot: Slot, _ emit: (Arrival) -> Void) {
        for (index, place) in Self.crowded.enumerated() {
            var random = SplitMix64(seed: seed, 7, UInt64(bitPattern: slot.number), UInt64(index))
            var observation = measure(.presence, .presence, slot, "\(index)", hours: 1, at: (place.latitude, place.longitude))
            observation.unit = "{person}"
            let count = Double(random.poisson(persons(at: place, slot)))
            // An operator never says a small number: missing is not zero.
            if count < 20 { (observation.lower, observation.upper) = (0, 19) } else { observation.value = (count / 10).rounded() * 10 }
            send(observation, .presence, &random, emit)
        }
    }

    private func cameras(_ slot: Slot, _ emit: (Arrival) -> Void) {
        for (index, place) in Self.watched.enumerated() {
            var random = SplitMix64(seed: seed, 8, UInt64(bitPattern: slot.number), UInt64(index))
            var observation = measure(.presence, .cameras, slot, "\(index)", hours: 0.25, at: (place.latitude, place.longitude))
            observation.unit = "{person}"
            observation.value = Double(random.poisson(persons(at: place, slot) / 25))
            observation.quality = random.chance(0.01) ? .bad : .good
            send(observation, .cameras, &random, emit)
        }
    }

    private func delays(_ slot: Slot, _ emit: (Arrival) -> Void) {
        // The metro sleeps from half past midnight to five.
        guard slot.hour >= 5 || slot.hour < 0.5 else { return }
        for (index, place) in Self.stops.enumerated() {
            var random = SplitMix64(seed: seed, 9, UInt64(bitPattern: slot.number), UInt64(index))
            var observation = measure(.ridershipDelay, .transit, slot, "\(index)", hours: 0.25, at: (place.latitude, place.longitude))
            observation.unit = "min"
            let match = place.name == "Rond-point du Prado" ? slot.week.match.pull(at: slot.middle) * 4 : 0
            let mean = 0.6 + 0.9 * Rhythm.commuting.intensity(day: slot.day, hour: slot.hour) + match + (slot.weather.wind > 12 ? 0.8 : 0)
            observation.value = (random.exponential(mean: mean) * 10).rounded() / 10
            send(observation, .transit, &random, emit)
        }
    }

    private func hospitals(_ slot: Slot, _ emit: (Arrival) -> Void) {
        for (index, hospital) in Self.hospitals.enumerated() {
            var random = SplitMix64(seed: seed, 10, UInt64(bitPattern: slot.number), UInt64(index))
            var observation = measure(
                .emergencyVisits, .hospital, slot, hospital.name, hours: 1, at: (hospital.latitude, hospital.longitude))
            observation.unit = "{visit}"
            let count = Double(
                random.poisson(hospital.visitsPerDay / 24 * Rhythm.daylong.intensity(day: slot.day, hour: slot.hour)))
            if count < 10 { (observation.lower, observation.upper) = (0, 9) } else { observation.value = count }
            send(observation, .hospital, &random, emit)
        }
    }

    private func weather(_ slot: Slot, _ emit: (Arrival) -> Void) {
        var random = SplitMix64(seed: seed, 11, UInt64(bitPattern: slot.number))
        let sky = slot.weather
        for (category, unit, value) in [(Category.temperature, "Cel", sky.temperature), (.wind, "m/s", sky.wind), (.rain, "mm", sky.rain)] {
            var observation = measure(category, .weather, slot, category.code, hours: category == .rain ? 1 : 0, at: nil)
            observation.unit = unit
            observation.value = (value * 10).rounded() / 10
            observation.quality = .good
            send(observation, .weather, &random, emit)
        }
        bulletin(slot, &random, emit)
    }

    /// Vigilance for the next day, said at six and at sixteen: a plan.
    private func bulletin(_ slot: Slot, _ random: inout SplitMix64, _ emit: (Arrival) -> Void) {
        guard slot.hour == 6 || slot.hour == 16 else { return }
        let noon = LocalClock.seconds(day: slot.day + 1, hour: 12)
        let tomorrow = Weather(
            seconds: noon, week: Week(LocalClock.week(day: slot.day + 1), of: CityConfiguration(seed: seed, burstsPerWeek: 0)), seed: seed)
        var observation = measure(.vigilance, .weather, slot, "vigilance", hours: 0, at: nil)
        observation.resultTime = Instant(seconds: slot.start)
        observation.phenomenonStart = Instant(seconds: LocalClock.seconds(day: slot.day + 1, hour: 0))
        observation.phenomenonEnd = Instant(seconds: LocalClock.seconds(day: slot.day + 2, hour: 0))
        observation.unit = "1"
        observation.value = Double(tomorrow.vigilance)
        send(observation, .weather, &random, emit)
    }

    private func measure(
        _ category: Category, _ source: SimulatedSource, _ slot: Slot, _ series: String, hours: Double,
        at point: (latitude: Double, longitude: Double)?
    ) -> Observation {
        Observation(
            observationID: "\(source.prefix)-\(tag)-\(String(slot.number, radix: 36))-\(series)",
            phenomenonStart: Instant(seconds: slot.start),
            phenomenonEnd: hours > 0 ? Instant(seconds: slot.start + Int64(hours * 3_600)) : nil,
            offsetMinutes: Int32(LocalClock.offset(at: slot.start) / 60), latitude: point?.latitude, longitude: point?.longitude,
            originalCode: category.code)
    }

    private func send(_ observation: Observation, _ source: SimulatedSource, _ random: inout SplitMix64, _ emit: (Arrival) -> Void) {
        let time = IncidentGenerator.arrival(of: observation, from: source, using: &random)
        emit(Arrival(time: time, source: source, observation: observation))
    }
}
