/// What the city asks of its agenda. The defaults are a start, to be replaced by the city's own.
public struct AgendaRules: Hashable, Sendable {
    /// A measure that events of a size must declare.
    public struct Requirement: Hashable, Sendable {
        /// What must be declared.
        public var measure: Measure
        /// From so many people on.
        public var attendance: Double
        /// Of these kinds; empty for all that draw people.
        public var kinds: Set<EventKind>

        /// A requirement.
        public init(_ measure: Measure, from attendance: Double, kinds: Set<EventKind> = []) {
            self.measure = measure
            self.attendance = attendance
            self.kinds = kinds
        }
    }

    /// Seconds that people need to leave one event, and another to be set up on its place.
    public var changeover: Int64
    /// Metres within which roadworks or a closed street stand in an event's way.
    public var access: Double
    /// What must be declared from which size on.
    public var requirements: [Requirement]
    /// People from which on an event without a stated measure of any kind is grave.
    public var large: Double

    /// The usual rules: stewards from 300, first aid and traffic from 1,500 (the size from which décret 97-646 of 31 May 1997 has
    /// profit-making events declare their stewards to the mayor), vehicle barriers and evacuation from 5,000.
    public init(
        changeover: Int64 = 3_600, access: Double = 150,
        requirements: [Requirement] = [
            Requirement(.stewards, from: 300), Requirement(.firstAid, from: 1_500), Requirement(.traffic, from: 1_500),
            Requirement(.vehicleBarriers, from: 5_000), Requirement(.evacuation, from: 5_000),
        ], large: Double = 5_000
    ) {
        self.changeover = max(0, changeover)
        self.access = max(0, access)
        self.requirements = requirements
        self.large = large
    }
}
