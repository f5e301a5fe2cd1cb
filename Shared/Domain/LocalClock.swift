/// Seconds that a zone's wall clock is ahead of UTC at an instant (seconds since 1970); 0 for a zone it does not know.
///
/// Zone rules need a library and a database, so they are passed in and the science stays pure.
public typealias ZoneOffset = @Sendable (_ zone: String, _ instant: Int64) -> Int64

/// The wall clock of a territory: its hours, its days, its weeks.
public struct LocalClock: Sendable {
    /// IANA name; changing it forgets what was remembered.
    public var zone: String {
        didSet { if zone != oldValue { remembered = LocalClock.nothing } }
    }
    private let offset: ZoneOffset
    /// Offsets of quarter hours looked up before, direct mapped: zone rules cost far more than an incident may.
    private var remembered = LocalClock.nothing

    private static let nothing = [(quarter: Int64, offset: Int64)](repeating: (.min, 0), count: 256)

    /// A clock of a zone by the rules of `offset`.
    public init(zone: String, offset: @escaping ZoneOffset) {
        self.zone = zone
        self.offset = offset
    }

    /// Wall-clock seconds since 1970-01-01T00:00 local.
    public mutating func local(_ instant: Int64) -> Int64 {
        let quarter = instant.floorDivided(by: 900)
        let place = Int(truncatingIfNeeded: quarter & 255)
        if remembered[place].quarter != quarter {
            remembered[place] = (quarter, offset(zone, quarter &* 900))
        }
        return instant &+ remembered[place].offset
    }

    /// 0 for Monday ... 6 for Sunday.
    public mutating func dayOfWeek(_ instant: Int64) -> Int { Int((local(instant).floorDivided(by: 86_400) &+ 3).floorRemainder(by: 7)) }

    /// 0 ... 23.
    public mutating func hourOfDay(_ instant: Int64) -> Int { Int(local(instant).floorRemainder(by: 86_400) / 3_600) }
}

extension Int64 {
    /// Quotient rounded towards the past; `divisor` more than 0.
    @inlinable
    public func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    /// Remainder of `floorDivided`, 0 ..< `divisor`.
    @inlinable
    public func floorRemainder(by divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
