import Domain

/// A partner agency as the simulation plays it: what it calls itself, how long after the fact it reports.
public struct SimulatedSource: Sendable, Hashable {
    /// As in `compose/config/register.yaml`.
    public let identifier: String
    /// One of the nine kinds.
    public let kind: SourceKind
    /// What its observations' identifiers begin with.
    let prefix: String
    /// Seconds between the fact and its report, on average.
    let meanDelay: Double
    /// Seconds within which everything that is not a correction has been reported: the lateness that the register must allow.
    public let maximumDelay: Int64

    /// Seconds over which one of its measures extends; 0 where it reports instants.
    let interval: Int64

    /// How far behind its latest report it has reported everything, seconds: what it measures over an hour it says after that hour.
    public var reportingLag: Int64 { maximumDelay + interval }

    static let police = SimulatedSource("pm-marseille", .policeLog, "PM", meanDelay: 420, maximumDelay: 2_700)
    static let fireBrigade = SimulatedSource("bmpm", .fireBrigade, "BMPM", meanDelay: 90, maximumDelay: 900)
    static let parks = SimulatedSource("espaces-verts", .parks, "EV", meanDelay: 900, maximumDelay: 2_700)
    static let weather = SimulatedSource("meteo", .weather, "MET", meanDelay: 60, maximumDelay: 600, interval: 3_600)
    static let presence = SimulatedSource("presence", .mobilePresence, "PRE", meanDelay: 400, maximumDelay: 1_200, interval: 3_600)
    static let transit = SimulatedSource("rtm", .transit, "RTM", meanDelay: 60, maximumDelay: 600, interval: 900)
    static let hospital = SimulatedSource("aphm", .hospital, "APHM", meanDelay: 400, maximumDelay: 1_200, interval: 3_600)
    static let cameras = SimulatedSource("cameras", .camera, "CAM", meanDelay: 5, maximumDelay: 120, interval: 900)
    static let agenda = SimulatedSource("agenda", .agenda, "AG", meanDelay: 30, maximumDelay: 300)

    /// The nine sources, one of each kind.
    public static let all = [police, fireBrigade, parks, weather, presence, transit, hospital, cameras, agenda]

    private init(
        _ identifier: String, _ kind: SourceKind, _ prefix: String, meanDelay: Double, maximumDelay: Int64, interval: Int64 = 0
    ) {
        self.identifier = identifier
        self.kind = kind
        self.prefix = prefix
        self.meanDelay = meanDelay
        self.maximumDelay = maximumDelay
        self.interval = interval
    }
}
