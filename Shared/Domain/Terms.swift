// Small closed vocabularies, numbered as on the wire.

/// CAP 1.2 severity.
public enum Severity: UInt8, CaseIterable, Sendable, Hashable, Comparable {
    case unknown, minor, moderate, severe, extreme

    /// Less grave first.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// CAP 1.2 status; only `actual` reaches statistics.
public enum Status: UInt8, CaseIterable, Sendable, Hashable {
    case actual, exercise, test
}

/// How far a time is known.
public enum TimeCertainty: UInt8, CaseIterable, Sendable, Hashable {
    case exact
    /// The day is known, the hour is not.
    case dayOnly
    /// A wall clock that happened twice when summer time ended.
    case ambiguous
}

/// How the fact became known. Discovered facts depend on where agents were sent, reported ones do not.
public enum Origin: UInt8, CaseIterable, Sendable, Hashable {
    case unspecified, reported, discovered
}

/// How an observation relates to what its source said before under the same id.
public enum Operation: UInt8, CaseIterable, Sendable, Hashable {
    case create, replace, withdraw
}

/// How good a measured value is.
public enum Quality: UInt8, CaseIterable, Sendable, Hashable {
    case unspecified, good, uncertain, bad
}
