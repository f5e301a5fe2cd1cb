import Domain

/// An observation at the moment it reaches us.
public struct Arrival: Sendable, Hashable {
    /// Seconds since 1970, never before the fact was said.
    public var time: Int64
    /// Who sent it.
    public var source: SimulatedSource
    /// What was sent.
    public var observation: Observation

    /// An arrival of an observation.
    public init(time: Int64, source: SimulatedSource, observation: Observation) {
        self.time = time
        self.source = source
        self.observation = observation
    }
}
