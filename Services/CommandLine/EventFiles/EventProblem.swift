/// A row of a file that was refused, for a person to mend.
public struct EventProblem: Hashable, Sendable {
    /// Line of the file, from 1.
    public let line: Int
    /// The column at fault.
    public let field: String
    /// What is wrong with it and what belongs there; never more of the row than the field.
    public let reason: String

    /// What is wrong with a field of a line.
    public init(line: Int, field: String, reason: String) {
        self.line = line
        self.field = field
        self.reason = reason
    }
}
