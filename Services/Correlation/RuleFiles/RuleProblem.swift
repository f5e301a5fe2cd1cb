/// One thing that is wrong with a rules file: where, what, and what to write instead, in both languages.
public struct RuleProblem: Hashable, Sendable, CustomStringConvertible {
    /// A sentence in both languages.
    public struct Words: Hashable, Sendable {
        /// For an English reader.
        public var english: String
        /// For a French reader.
        public var french: String

        /// The two sentences.
        public init(_ english: String, _ french: String) {
            self.english = english
            self.french = french
        }
    }

    /// Counted from 1.
    public var line: Int
    /// Counted from 1.
    public var column: Int
    /// Such as `rules[0].when.count.within`.
    public var key: String
    /// As it stands in the file; empty where it is missing.
    public var value: String
    /// What is wrong.
    public var problem: Words
    /// What to do.
    public var remedy: Words

    /// One line for an English reader.
    public var description: String { english }

    /// One line for an English reader: `line 12, column 15: rules[0].when.count.within: “30” has no unit; write …`.
    public var english: String {
        "line \(line), column \(column): \(key): " + (value.isEmpty ? "" : "“\(value)” ") + "\(problem.english); \(remedy.english)"
    }

    /// One line for a French reader.
    public var french: String {
        "ligne \(line), colonne \(column) : \(key) : " + (value.isEmpty ? "" : "« \(value) » ") + "\(problem.french) ; \(remedy.french)"
    }
}

/// Everything that is wrong with a rules file, at once.
public struct RuleFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the order of their lines; at least one.
    public var problems: [RuleProblem]

    /// A line a problem, in English.
    public var description: String { problems.map(\.english).joined(separator: "\n") }
}
