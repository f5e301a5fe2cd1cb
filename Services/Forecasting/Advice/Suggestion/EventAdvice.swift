/// What is suggested for an event or a coming window: how many teams, how many barriers, at what time, and why.
public struct EventAdvice: Hashable, Sendable {
    /// The event it is about; nil for a window without one.
    public var event: PlannedEvent?
    /// Incidents to expect in its place, an hour before to two hours after included.
    public var load: Load
    /// How many of them there would be without the event.
    public var usual: Double
    /// By how much events like it change their place: the mean.
    public var factor: Double
    /// Teams at the busiest time.
    public var teams: Spread
    /// Barriers; nil for a window, for what draws nobody, and where nothing tells.
    public var barriers: Spread?
    /// When they should stand.
    public var deployment: Deployment?
    /// The past events it rests on, the nearest first.
    public var similar: [SimilarEvent]
    /// Whether too few past events are like it to lean on: fewer than three in effect.
    public var isThin: Bool
    /// Per cent of the expected incidents that the planned teams can take; nil where no teams are planned or known.
    public var adequacy: Double?
    /// Why, in sentences.
    public var reasons: [Words]
}
