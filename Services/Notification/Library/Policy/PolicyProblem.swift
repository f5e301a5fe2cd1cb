/// One thing that is wrong with a policy file: where, what, and what to write instead.
public struct PolicyProblem: Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1.
    public var line: Int
    /// Such as `signals[0].expires-after`.
    public var key: String
    /// As it stands in the file; empty where it is missing.
    public var value: String
    /// What is wrong.
    public var problem: String
    /// What to do.
    public var remedy: String

    /// One line for a person.
    public var description: String {
        "line \(line): \(key): " + (value.isEmpty ? "" : "“\(value)” ") + "\(problem); \(remedy)"
    }
}

/// Everything that is wrong with a policy file, at once.
public struct AlertPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the order of their lines; at least one.
    public var problems: [PolicyProblem]

    /// A line a problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
