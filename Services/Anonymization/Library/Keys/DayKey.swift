import Domain

/// What a key of a day is for.
public enum KeyPurpose: UInt8, CaseIterable, Hashable, Sendable {
    /// Pseudonyms of a source's incidents.
    case linking = 1
    /// Redacted notes of a source at rest.
    case text = 2

    /// The word in the audit ledger and in names of folders.
    public var name: String { "\(self)" }
}

/// A key of a source's day, and what it is for.
public struct DayKey: Hashable, Comparable, Sendable {
    /// What it is for.
    public let purpose: KeyPurpose
    /// Whose, and of which day.
    public let key: PseudonymKey

    /// A key by what it is for.
    public init(_ purpose: KeyPurpose, _ key: PseudonymKey) {
        self.purpose = purpose
        self.key = key
    }

    /// By day, source, and what it is for.
    public static func < (left: DayKey, right: DayKey) -> Bool {
        (left.key, left.purpose.rawValue) < (right.key, right.purpose.rawValue)
    }
}
