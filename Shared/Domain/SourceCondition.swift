/// What is unusual about how a source reports, measured by ingestion alone: readings about the readings. Several may hold at once.
///
/// That a source is silent is `Watermark.Source.idle`.
public struct SourceCondition: OptionSet, Hashable, Sendable {
    /// Bits, as on the wire.
    public let rawValue: UInt32

    /// Conditions by their bits. Those that this version does not know are kept.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// It reports much less often than it usually does at this hour.
    public static let slower = SourceCondition(rawValue: 2)
    /// It reports much more often than it usually does at this hour.
    public static let faster = SourceCondition(rawValue: 4)
    /// The shares of its categories have moved.
    public static let drift = SourceCondition(rawValue: 8)
    /// Its clock is ahead of, or behind, that of the house.
    public static let clockSkew = SourceCondition(rawValue: 16)
    /// It sends much of what it had sent before.
    public static let duplicates = SourceCondition(rawValue: 32)

    /// Those that have a name, in order of their bits.
    public static let named: [SourceCondition] = [.slower, .faster, .drift, .clockSkew, .duplicates]

    /// The word of one condition, such as `clock-skew`; nil for none, several or one that is not known.
    public var name: String? {
        switch self {
        case .slower: "slower"
        case .faster: "faster"
        case .drift: "drift"
        case .clockSkew: "clock-skew"
        case .duplicates: "duplicates"
        default: nil
        }
    }
}
