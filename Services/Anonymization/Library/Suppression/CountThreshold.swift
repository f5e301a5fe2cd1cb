import Domain

/// Counts of people below a threshold are not published: only that they lie below it.
///
/// Presence below 20 persons, as operators of mobile networks publish it, and hospital counts below 11, as health statistics do; the
/// register may set another threshold for a source. Zero is below it too: that nobody was there would narrow what 1 to 19 means.
public struct CountThreshold: Hashable, Sendable {
    /// Counts from here on are published.
    public let least: UInt32

    /// A threshold; 0 and 1 suppress nothing that was counted.
    public init(_ least: UInt32) { self.least = least }

    /// What applies to a source's readings of a category; nil where they count no people.
    ///
    /// - Parameter declared: the register's threshold for the source; 0 where it sets none.
    public init?(kind: SourceKind, category: Category, declared: UInt32) {
        switch category {
        case .presence: least = declared > 0 ? declared : (kind == .mobilePresence ? 20 : 0)
        case .emergencyVisits: least = declared > 0 ? declared : (kind == .hospital ? 11 : 0)
        default: return nil
        }
        if least <= 1 { return nil }
    }

    /// A reading as it may be published, and whether something of it was held back.
    ///
    /// A count below the threshold becomes the interval from 0 to just below it, whatever narrower interval the source had stated.
    public func censored(_ reading: Reading) -> (reading: Reading, isSuppressed: Bool) {
        let least = Double(least)
        var published = reading
        if let value = reading.value {
            // An interval around a count would say more than the count may.
            published.lower = value < least ? 0 : nil
            published.upper = value < least ? least - 1 : nil
            published.value = value < least ? nil : value
            return (published, value < least)
        }
        guard reading.lower != nil || reading.upper != nil, (reading.lower ?? 0) < least else { return (reading, false) }
        published.lower = 0
        published.upper = reading.upper.map { max($0, least - 1) }
        return (published, published != reading)
    }
}
