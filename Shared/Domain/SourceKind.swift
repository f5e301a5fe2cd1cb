/// The kinds of source that a territory may declare.
public enum SourceKind: UInt8, CaseIterable, Sendable, Hashable, Comparable {
    case policeLog = 1
    case camera
    case weather
    case fireBrigade
    case parks
    case mobilePresence
    case transit
    case hospital
    case agenda

    /// The name used in configuration and on the command line, such as `police-log`.
    public var name: String {
        switch self {
        case .policeLog: "police-log"
        case .camera: "camera"
        case .weather: "weather"
        case .fireBrigade: "fire-brigade"
        case .parks: "parks"
        case .mobilePresence: "mobile-presence"
        case .transit: "transit"
        case .hospital: "hospital"
        case .agenda: "agenda"
        }
    }

    /// The kind of that name.
    public init?(name: String) {
        guard let kind = SourceKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// By number.
    public static func < (left: SourceKind, right: SourceKind) -> Bool { left.rawValue < right.rawValue }
}
