/// The three methods of the Early Aberration Reporting System (Hutwagner et al., Journal of Urban Health 80 (2003), i89-i96).
public enum EARSMethod: String, Sendable, Hashable, CaseIterable {
    /// The `baseline` points just before.
    case c1
    /// The `baseline` points that end three before: an outbreak that has begun does not raise its own bound.
    case c2
    /// As C2, adding what the two points before exceeded theirs by.
    case c3

    /// Points between the baseline and the current one.
    var lag: Int { self == .c1 ? 0 : 2 }

    /// The chance of an alarm that R's `earsC` takes unless told: 0.001, for C3 0.025.
    public var usualAlpha: Double { self == .c3 ? 0.025 : 0.001 }
}
