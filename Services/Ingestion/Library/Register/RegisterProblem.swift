/// One thing wrong in a register file: where, which key, what it says, and what to do.
public struct RegisterProblem: Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    /// From 1.
    public let column: Int
    /// The path of the key, such as `territories.marseille.sources.rtm.retention`.
    public let key: String
    /// What the file says there; empty where it says nothing.
    public let value: String
    /// What to do.
    public let remedy: String

    /// `register.yaml` style: `line 12, column 5: territories.marseille.slot: "15": write a duration…`.
    public var description: String {
        "line \(line), column \(column): \(key)\(value.isEmpty ? "" : ": \"\(value)\""): \(remedy)"
    }
}

/// Why a register file was refused: every problem that was found in it.
public struct RegisterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In order of line; never empty.
    public let problems: [RegisterProblem]

    /// One line a problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
