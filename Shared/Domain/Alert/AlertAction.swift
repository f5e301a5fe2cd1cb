/// What an operator does with an alert, as the journal remembers it. It names a role and a team, never a person.
public struct AlertAction: Hashable, Sendable {
    /// What is done; numbered as on the wire.
    public enum Kind: UInt8, CaseIterable, Sendable, Hashable {
        /// Someone deals with it: no escalation.
        case acknowledge = 1
        /// Useful, false or known.
        case answer
        /// To a team.
        case assign
        /// A stretch of event time in which a rule, a category or an area rings nobody.
        case silence
        /// The end of a silence before its time.
        case unsilence
    }

    /// What an operator thinks of an alert; numbered as on the wire.
    public enum Answer: UInt8, CaseIterable, Sendable, Hashable {
        /// None given.
        case unspecified
        case useful
        case `false`
        /// True, and known without it.
        case known
    }

    /// Whose alert.
    public var territory: String
    /// The caller's, unique: saying it again does no harm.
    public var identifier: String
    /// What is done.
    public var kind: Kind
    /// The thread, or any message of it; empty for silences.
    public var alert: String
    /// `operator`, `duty-officer`, ...
    public var role: String
    /// Seconds since 1970, event time; set by the service.
    public var time: Int64
    /// With `answer`.
    public var answer: Answer
    /// With `assign`.
    public var team: String
    /// With `silence`; with `unsilence` its identifier alone counts.
    public var silence: Silence?

    /// An action with all it says.
    public init(
        territory: String, identifier: String, kind: Kind, alert: String = "", role: String, time: Int64 = 0,
        answer: Answer = .unspecified, team: String = "", silence: Silence? = nil
    ) {
        self.territory = territory
        self.identifier = identifier
        self.kind = kind
        self.alert = alert
        self.role = role
        self.time = time
        self.answer = answer
        self.team = team
        self.silence = silence
    }
}
