/// A past event that resembles the one that is planned, how much, and in what.
public struct SimilarEvent: Hashable, Sendable {
    /// What in two events is compared.
    public enum Feature: String, CaseIterable, Sendable, Hashable {
        case kind, attendance, place, weekday, hour, weather
    }

    /// The past event.
    public var past: PastEvent
    /// 1 for the same in all, towards 0 for nothing in common.
    public var closeness: Double
    /// How far apart in each, 0 the same ... 1 nothing in common; a feature that is not known of one of them is not there.
    public var distances: [Feature: Double]

    /// What they have in common, in the order of `Feature.allCases`.
    public var shared: [Feature] { Feature.allCases.filter { (distances[$0] ?? 1) <= 0.25 } }
    /// What is not known of one of them.
    public var unknown: [Feature] { Feature.allCases.filter { distances[$0] == nil } }
}
