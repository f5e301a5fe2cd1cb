public import Domain

/// Where incidents are expected over a shift, and how many teams there are to be placed.
public struct CoverageProblem: Sendable {
    /// A cell that teams may cover.
    public struct Place: Sendable, Hashable {
        /// The cell; all places are of one level.
        public var cell: Cell
        /// Incidents expected over the shift.
        public var expected: Double
        /// The zone it belongs to, an index from 0; nil for none.
        public var zone: Int?

        /// A place.
        public init(cell: Cell, expected: Double, zone: Int? = nil) {
            self.cell = cell
            self.expected = expected
            self.zone = zone
        }
    }

    /// What each zone is owed, whatever the others bring.
    public enum Equity: Sendable, Hashable {
        /// Nothing: the most incidents alone.
        case none
        /// At least this part (0 ... 1) of each zone's own expected incidents.
        case share(Double)
        /// As much of the worst-served zone as can be found.
        case worstOff
    }

    /// Where incidents are expected.
    public var places: [Place]
    /// Where teams may stand; empty: on any of the places.
    public var posts: [Cell]
    /// Teams to be placed.
    public var teams: Int
    /// How fast they move.
    public var speed: TeamSpeed
    /// Minutes within which an incident counts as covered.
    public var minutes: Double
    /// Chance that a team is taken when the next incident comes, 0 ..< 1: with more than 0 a second team about counts too (Daskin 1983).
    public var busy: Double
    /// What each zone is owed.
    public var equity: Equity

    /// A problem.
    public init(
        places: [Place], posts: [Cell] = [], teams: Int, speed: TeamSpeed = TeamSpeed(), minutes: Double = 8, busy: Double = 0,
        equity: Equity = .share(0.3)
    ) {
        self.places = places
        self.posts = posts
        self.teams = teams
        self.speed = speed
        self.minutes = minutes
        self.busy = min(0.95, max(0, busy))
        self.equity = equity
    }
}
