import Domain

/// A Marseille-like city whose whole history is a function of its seed and of time: no outside data, no clock, no state.
///
/// Any stretch of it can be asked for, in any order and again; two stretches that meet tell one story.
///
/// ```swift
/// let city = SimulatedCity(CityConfiguration(seed: 7))
/// for arrival in city.stream(from: monday, until: monday + 7 * 86_400) { push(arrival) }
/// let planted = city.truth(from: monday, until: monday + 7 * 86_400)
/// ```
public struct SimulatedCity: Sendable {
    /// The territory in the register.
    public static let territory = "marseille"

    /// What decides the city.
    public let configuration: CityConfiguration

    /// The city of a configuration.
    public init(_ configuration: CityConfiguration) { self.configuration = configuration }

    /// All that reaches us of the facts of `start ..< end` (seconds since 1970, rounded down to quarters of an hour), in order of arrival.
    ///
    /// Made as it is read: memory is bounded by what is under way, that is six hours of corrections.
    public func stream(from start: Int64, until end: Int64) -> CityStream {
        CityStream(configuration, start: Self.quarter(start), end: Self.quarter(end))
    }

    /// What is planted in `start ..< end`, as `stream` plants it: only bursts that lie wholly inside.
    public func truth(from start: Int64, until end: Int64) -> GroundTruth {
        let start = Self.quarter(start)
        let end = max(Self.quarter(end), start)
        var truth = GroundTruth(seed: configuration.seed, start: start, end: end, bursts: [], occasions: [])
        let first = LocalClock.week(day: LocalClock.local(at: start).day)
        let last = LocalClock.week(day: LocalClock.local(at: end).day)
        for number in first...last {
            let week = Week(number, of: configuration)
            truth.bursts += week.bursts(within: start..<end)
            let match = week.match
            let blow = (
                start: LocalClock.seconds(day: week.mistralDay, hour: 0), end: LocalClock.seconds(day: week.mistralDay + 1, hour: 0)
            )
            var occasions = [
                GroundTruth.Occasion(kind: "mistral", start: blow.start, end: blow.end, latitude: nil, longitude: nil, attendance: nil),
                GroundTruth.Occasion(
                    kind: "match", start: match.start, end: match.end, latitude: Place.stadium.latitude, longitude: Place.stadium.longitude,
                    attendance: match.attendance),
            ]
            occasions.removeAll { $0.start >= end || $0.end <= start }
            truth.occasions += occasions.sorted { $0.start < $1.start }
        }
        return truth
    }

    private static func quarter(_ seconds: Int64) -> Int64 { seconds.floorDivided(by: Slot.length) * Slot.length }
}

extension Week {
    /// The bursts that lie wholly in a stretch of time.
    func bursts(within span: Range<Int64>) -> [GroundTruth.Burst] {
        bursts.filter { $0.start >= span.lowerBound && $0.end <= span.upperBound }
    }
}
