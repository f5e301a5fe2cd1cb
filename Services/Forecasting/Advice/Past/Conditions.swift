/// What a time was like, on the territory's own clock.
public struct Conditions: Hashable, Sendable {
    /// 0 for Monday ... 6 for Sunday.
    public var weekday: Int
    /// 0 ..< 24, with its fraction.
    public var hour: Double
    /// Public or school holiday; nil where not known.
    public var isHoliday: Bool?
    /// Millimetres in the hours about the time; nil where not measured or not forecast.
    public var rain: Double?
    /// Degrees Celsius; nil where not known.
    public var temperature: Double?

    /// Conditions; what is not known is left nil.
    public init(weekday: Int, hour: Double, isHoliday: Bool? = nil, rain: Double? = nil, temperature: Double? = nil) {
        self.weekday = min(6, max(0, weekday))
        self.hour = hour.isFinite ? min(24, max(0, hour)) : 12
        self.isHoliday = isHoliday
        self.rain = rain
        self.temperature = temperature
    }

    /// Conditions of a moment by its wall clock: seconds since 1970-01-01T00:00 local.
    public init(wallSeconds: Int64, isHoliday: Bool? = nil, rain: Double? = nil, temperature: Double? = nil) {
        let days = wallSeconds >= 0 ? wallSeconds / 86_400 : (wallSeconds - 86_399) / 86_400
        self.init(
            weekday: Int(((days + 3) % 7 + 7) % 7), hour: Double(wallSeconds - days * 86_400) / 3_600, isHoliday: isHoliday, rain: rain,
            temperature: temperature)
    }

    /// Whether a millimetre or more fell, or will; nil where not known.
    public var isWet: Bool? { rain.map { $0 >= 1 } }
}
