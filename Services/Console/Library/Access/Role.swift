/// What a signed-in person is to the console.
public enum Role: String, CaseIterable, Sendable, Hashable {
    /// Watches and acts.
    case `operator`
    /// Studies and exports.
    case analyst
    /// The data protection officer: sees what is kept and who looked.
    case dpo
    /// Everything.
    case administrator

    /// What the role may do.
    public var permissions: Set<Permission> {
        switch self {
        case .operator: [.read, .act, .texts, .export]
        case .analyst: [.read, .export]
        case .dpo: [.read, .texts, .export, .audit]
        case .administrator: Set(Permission.allCases)
        }
    }
}

/// A thing that a role may do.
public enum Permission: String, CaseIterable, Sendable, Hashable {
    /// Sees what is de-identified.
    case read
    /// Acknowledges, assigns, comments, silences, answers.
    case act
    /// Sees redacted texts; each view is written to the audit ledger.
    case texts
    /// Takes files away.
    case export
    /// Reads the console's own audit ledger.
    case audit
    /// Ends other people's sessions.
    case administer
}
