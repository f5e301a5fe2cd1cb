public import Domain

/// Where teams should stand, and what that covers.
public struct CoveragePlan: Hashable, Sendable {
    /// What a zone gets.
    public struct Zone: Hashable, Sendable {
        /// Its number.
        public var zone: Int
        /// Incidents expected in it.
        public var expected: Double
        /// The part of them that is covered, 0 ... 1.
        public var covered: Double
        /// Whether it gets what it is owed.
        public var isServed: Bool
    }

    /// Where each team stands, in the order in which they help most.
    public var posts: [Cell]
    /// Incidents that each post is the first to cover, in the order of `posts`.
    public var firstCovered: [Double]
    /// Incidents expected in all places.
    public var expected: Double
    /// Incidents covered; with `busy` more than 0, those that find a free team.
    public var covered: Double
    /// No placement of so many teams covers more than this (Nemhauser, Wolsey and Fisher 1978): `covered / bound` is proven, not hoped.
    public var bound: Double
    /// What each zone gets, by number; empty without zones.
    public var zones: [Zone]
    /// The part that each zone was owed.
    public var owed: Double
}
