/// Whom alerts ring; numbered as on the wire.
public enum Audience: UInt8, CaseIterable, Sendable, Hashable, Comparable {
    case operators = 1
    case fieldAgents, partnerAgencies
    /// Gets only what passed the privacy release.
    case `public`

    /// Those who work for the city or with it.
    public static let staff: Set<Audience> = [.operators, .fieldAgents, .partnerAgencies]

    /// As it is written in files and on the command line.
    public var name: String {
        switch self {
        case .operators: "operators"
        case .fieldAgents: "field-agents"
        case .partnerAgencies: "partner-agencies"
        case .public: "public"
        }
    }

    /// The audience that a word names.
    public init?(name: String) {
        guard let audience = Audience.allCases.first(where: { $0.name == name }) else { return nil }
        self = audience
    }

    /// In order of number.
    public static func < (left: Audience, right: Audience) -> Bool { left.rawValue < right.rawValue }
}
