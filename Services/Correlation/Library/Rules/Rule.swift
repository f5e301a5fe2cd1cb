import Domain

/// A rule that operators wrote: when to say what people know to be worth saying.
public struct Rule: Sendable, Hashable {
    /// Unique among the rules.
    public var name: String
    /// What it is about, for a French reader.
    public var french: String
    /// What it is about, for an English reader.
    public var english: String
    /// How grave its signals are.
    public var severity: Severity
    /// Seconds after a match in which the same place (zone, surroundings, territory) is not told again; nil for its longest window.
    public var coolDown: Int64?
    /// Zones it is confined to; empty for everywhere.
    public var zones: [String]
    /// Local hours and days in which it may match; nil for always.
    public var hours: RuleHours?
    /// What has to be the case.
    public var condition: RuleCondition

    /// A rule with all it says.
    public init(
        name: String, french: String = "", english: String = "", severity: Severity = .moderate, coolDown: Int64? = nil,
        zones: [String] = [], hours: RuleHours? = nil, condition: RuleCondition
    ) {
        self.name = name
        self.french = french.isEmpty ? name : french
        self.english = english.isEmpty ? name : english
        self.severity = severity
        self.coolDown = coolDown
        self.zones = zones
        self.hours = hours
        self.condition = condition
    }
}

/// Rules and the zones they speak of.
public struct RuleSet: Sendable, Hashable {
    /// In the order of the file.
    public var rules: [Rule]
    /// At most 64.
    public var zones: [RuleZone]
    /// Most rules of a set.
    public static let maximumRules = 20_000
    /// Most zones of a set.
    public static let maximumZones = 64

    /// Rules with their zones; what is beyond the limits is left out.
    public init(rules: [Rule] = [], zones: [RuleZone] = []) {
        self.rules = Array(rules.prefix(RuleSet.maximumRules))
        self.zones = Array(zones.prefix(RuleSet.maximumZones))
    }
}
