/// Something that makes a day heavier or lighter than another.
public struct Driver: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
        case weekday
        case trait(DayTraits.Trait)
        /// An event of the agenda, by its identifier.
        case event(String)
    }

    /// What it is.
    public var kind: Kind
    /// Incidents more (or less) than without it; nil where not known.
    public var incidents: Double?
    /// The sentence that a person reads.
    public var words: Words

    /// A driver with all it says.
    public init(kind: Kind, incidents: Double?, words: Words) {
        self.kind = kind
        self.incidents = incidents
        self.words = words
    }
}
