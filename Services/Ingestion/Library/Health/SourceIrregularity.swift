import Domain

/// What is unusual about a source now, by stable words.
public enum SourceIrregularity: String, CaseIterable, Sendable, Hashable {
    /// Silent for longer than it declared, or than it ever is.
    case silent
    /// Sends far less than at this hour on such days.
    case slower
    /// Sends far more.
    case faster
    /// Its categories are not those that it used to send.
    case drift
    /// Many of its codes are not in the register.
    case unmapped
    /// Its observations lie in the future.
    case clockAhead = "clock-ahead"
    /// Its observations come much later than they used to.
    case clockBehind = "clock-behind"
    /// Much of what it sends is held already.
    case duplicates
    /// Much of what it sends is refused.
    case refused

    /// What goes down with the watermarks, so that it can become a signal; empty for what stays here: silence travels as `idle`, and what
    /// is refused or not mapped is between the partner and the register.
    public var condition: SourceCondition {
        switch self {
        case .slower: .slower
        case .faster: .faster
        case .drift: .drift
        case .clockAhead, .clockBehind: .clockSkew
        case .duplicates: .duplicates
        case .silent, .unmapped, .refused: []
        }
    }
}
