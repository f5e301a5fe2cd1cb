import Domain

/// What was planted in a simulated city: what a detector should find, and when.
public struct GroundTruth: Sendable, Hashable, Codable {
    /// More incidents of one kind than usual, close together in place and time.
    public struct Burst: Sendable, Hashable, Codable {
        /// Of this burst, stable by seed.
        public var identifier: String
        /// Code of the category, such as `street-vending`.
        public var category: String
        /// Source that reports it.
        public var source: String
        /// WGS 84 degrees.
        public var latitude: Double
        /// WGS 84 degrees.
        public var longitude: Double
        /// Metres, one standard deviation.
        public var radius: Double
        /// Seconds since 1970, half-open with `end`.
        public var start: Int64
        /// Seconds since 1970, the first second after it.
        public var end: Int64
        /// Incidents planted; none of them is corrected or withdrawn afterwards.
        public var count: Int
    }

    /// Something that changes the whole city, or a part of it, for a time.
    public struct Occasion: Sendable, Hashable, Codable {
        /// `match` or `mistral`.
        public var kind: String
        /// Seconds since 1970, half-open with `end`.
        public var start: Int64
        /// Seconds since 1970, the first second after it.
        public var end: Int64
        /// WGS 84 degrees; nil where it is everywhere.
        public var latitude: Double?
        /// WGS 84 degrees.
        public var longitude: Double?
        /// Persons expected; nil where it means nothing.
        public var attendance: Int?
    }

    /// Seed of the city.
    public var seed: UInt64
    /// Span of event time, seconds since 1970, half-open.
    public var start: Int64
    /// Seconds since 1970, the first second after the span.
    public var end: Int64
    /// Bursts that lie wholly in the span, in order of their starts within each week.
    public var bursts: [Burst]
    /// Occasions that meet the span.
    public var occasions: [Occasion]
}
