public import Domain

/// The days of a territory's own calendar, as stretches of time.
public struct LocalDays: Sendable {
    private let zone: String
    private let offset: ZoneOffset

    /// The days of a zone by the rules of `offset`.
    public init(zone: String, offset: @escaping ZoneOffset) {
        self.zone = zone
        self.offset = offset
    }

    /// Seconds by which the territory's clock is ahead of UTC at an instant.
    func offset(at instant: Int64) -> Int64 { offset(zone, instant) }

    /// The day that holds an instant (seconds since 1970).
    public func day(of instant: Int64) -> CivilDay { CivilDay(wallSeconds: instant &+ offset(zone, instant)) }

    /// The first second of a day: the offset that holds there is asked for twice, for it changes in the night on two days a year.
    public func start(of day: CivilDay) -> Int64 {
        let wall = Int64(day.number) * 86_400
        let guess = wall - offset(zone, wall)
        return wall - offset(zone, guess)
    }

    /// The seconds of a day, 23 to 25 hours.
    public func span(of day: CivilDay) -> Range<Int64> { start(of: day)..<start(of: day.advanced(by: 1)) }

    /// The hour of the week that holds an instant, 0 (Monday, midnight) to 167.
    public func hourOfWeek(_ instant: Int64) -> Int {
        let wall = instant &+ offset(zone, instant)
        return CivilDay(wallSeconds: wall).weekday * 24 + Int(wall.floorRemainder(by: 86_400) / 3_600)
    }
}
