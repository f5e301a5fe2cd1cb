/// The register of processing activities (GDPR art. 30) of one territory: what may come in, why, and how it leaves.
///
/// A source that is not in the register is refused.
public struct Register: Hashable, Sendable {
    /// The controller's own version of the file.
    public var version: String
    /// What the register is of.
    public var territory: TerritoryEntry
    /// In order of identifier.
    public var sources: [SourceEntry]
    /// SHA-256 of the file it was read from.
    public var digest: [UInt8]

    /// A register of one territory.
    public init(version: String, territory: TerritoryEntry, sources: [SourceEntry], digest: [UInt8] = []) {
        self.version = version
        self.territory = territory
        self.sources = sources
        self.digest = digest
    }

    /// The entry of a source; nil where there is none.
    public func source(_ identifier: String) -> SourceEntry? {
        sources.first { $0.identifier == identifier }
    }
}

/// One territory: its grid, bounds, clock and granularity.
public struct TerritoryEntry: Hashable, Sendable {
    /// Unique in the register; lower case.
    public var identifier: String
    /// As people read it.
    public var name: String
    /// IANA name, such as `Europe/Paris`.
    public var timeZone: String
    /// A live territory's watermark also moves when all is quiet; a replayed one only with its data.
    public var live: Bool
    /// How positions become cells.
    public var grid: Grid
    /// Level of the cells that leave anonymization, unless a category asks for coarser.
    public var publicationLevel: UInt8
    /// What lies outside is refused.
    public var bounds: Bounds
    /// Seconds.
    public var slotLength: UInt32
    /// Seconds for which incidents are kept in journals.
    public var incidentRetention: UInt32
    /// Seconds between two issues of forecasts; the slot length where 0.
    public var forecastInterval: UInt32
    /// Length of a forecast's window, seconds.
    public var forecastWindow: UInt32
    /// Categories that are blurred more, or refused.
    public var categoryRules: [CategoryRule]
    /// Residents that must share the published cell of an incident; 0 where the register asks for none.
    public var minimumResidents: UInt32
    /// Who lives where, from public figures; without it a fixed coarser cell is published.
    public var residents: ResidentGrid?

    /// A territory with all it declares.
    public init(
        identifier: String, name: String, timeZone: String, live: Bool, grid: Grid, publicationLevel: UInt8 = 0, bounds: Bounds,
        slotLength: UInt32 = TimeSlot.defaultLength, incidentRetention: UInt32 = 63_072_000, forecastInterval: UInt32 = 0,
        forecastWindow: UInt32 = 86_400, categoryRules: [CategoryRule] = [], minimumResidents: UInt32 = 0, residents: ResidentGrid? = nil
    ) {
        self.identifier = identifier
        self.name = name
        self.timeZone = timeZone
        self.live = live
        self.grid = grid
        self.publicationLevel = publicationLevel
        self.bounds = bounds
        self.slotLength = slotLength
        self.incidentRetention = incidentRetention
        self.forecastInterval = forecastInterval
        self.forecastWindow = forecastWindow
        self.categoryRules = categoryRules
        self.minimumResidents = minimumResidents
        self.residents = residents
    }
}

/// A box in WGS 84 degrees.
public struct Bounds: Hashable, Sendable {
    /// Least latitude.
    public var south: Double
    /// Least longitude.
    public var west: Double
    /// Greatest latitude.
    public var north: Double
    /// Greatest longitude.
    public var east: Double

    /// A box from its four sides.
    public init(south: Double, west: Double, north: Double, east: Double) {
        self.south = south
        self.west = west
        self.north = north
        self.east = east
    }

    /// Whether a position lies in the box, its sides included.
    public func contains(latitude: Double, longitude: Double) -> Bool {
        latitude >= south && latitude <= north && longitude >= west && longitude <= east
    }
}

/// How much a category must be blurred beyond the territory's own granularity.
public struct CategoryRule: Hashable, Sendable {
    /// The category it is about.
    public var category: Category
    /// Level of its cells, where that is coarser.
    public var level: UInt8
    /// Seconds; 0 for the source's own.
    public var slotLength: UInt32
    /// Never leaves anonymization.
    public var refused: Bool
    /// Residents that must share its cells, where that is more than the territory asks for; 0 for nothing of its own.
    public var minimumResidents: UInt32

    /// A rule for one category.
    public init(category: Category, level: UInt8 = 0, slotLength: UInt32 = 0, refused: Bool = false, minimumResidents: UInt32 = 0) {
        self.category = category
        self.level = level
        self.slotLength = slotLength
        self.refused = refused
        self.minimumResidents = minimumResidents
    }
}

/// What the register says of one source.
public struct SourceEntry: Hashable, Sendable {
    /// Unique in the register; lower case.
    public var identifier: String
    /// What kind of source it is.
    public var kind: SourceKind
    /// Who answers for the processing (GDPR art. 4(7)).
    public var controller: String
    /// Why the source feeds the observatory (art. 5(1)(b)).
    public var purpose: String
    /// Under which basis (art. 6).
    public var legalBasis: String
    /// The purpose in English, where the register says it in two languages; else empty.
    public var purposeInEnglish: String
    /// The basis in English, where the register says it in two languages; else empty.
    public var legalBasisInEnglish: String
    /// Seconds since 1970; 0 for no bound.
    public var validFrom: Int64
    /// Seconds since 1970, exclusive; 0 for no bound.
    public var validUntil: Int64
    /// Fields that may be present; any other field refuses the observation.
    public var allowedFields: Set<ObservationField>
    /// Seconds for which raw observations may wait for anonymization.
    public var retention: UInt32
    /// Seconds by which reports may be late before the watermark passes them.
    public var lateness: UInt32
    /// Seconds of silence after which it stops holding the others back.
    public var idleAfter: UInt32
    /// The watermark moves only when the source declares how far it has reported.
    public var watermarkDeclared: Bool
    /// Seconds for which ids are remembered.
    public var deduplicationWindow: UInt32
    /// Seconds for which corrections are accepted; 0 where the source never corrects.
    public var correctionWindow: UInt32
    /// Observations a second: bounds what is held in memory.
    public var declaredRate: UInt32
    /// Seconds; 0 for the territory's.
    public var slotLength: UInt32
    /// The source's own codes.
    public var mappings: [String: Category]
    /// Public keys that may push for it, Z85.
    public var partnerKeys: [String]
    /// Redacted text may be kept, as a record of its own.
    public var keepsText: Bool
    /// Bytes of text accepted.
    public var maximumText: UInt32
    /// Counts of people below it are not published; 0 for the usual one of its kind (presence 20, emergency visits 11).
    public var suppressionThreshold: UInt32
    /// Seconds of event time for which redacted texts are kept; counts only where `keepsText`.
    public var textRetention: UInt32
    /// What of its incidents may be linked inside anonymization; nil where nothing may.
    public var linking: LinkingRule?

    /// An entry with all it declares.
    public init(
        identifier: String, kind: SourceKind, controller: String, purpose: String, legalBasis: String,
        purposeInEnglish: String = "", legalBasisInEnglish: String = "", validFrom: Int64 = 0, validUntil: Int64 = 0,
        allowedFields: Set<ObservationField>, retention: UInt32 = 86_400, lateness: UInt32 = 3_600,
        idleAfter: UInt32 = 7_200, watermarkDeclared: Bool = false, deduplicationWindow: UInt32 = 86_400,
        correctionWindow: UInt32 = 604_800,
        declaredRate: UInt32 = 100, slotLength: UInt32 = 0, mappings: [String: Category] = [:], partnerKeys: [String] = [],
        keepsText: Bool = false, maximumText: UInt32 = 4_096, suppressionThreshold: UInt32 = 0,
        textRetention: UInt32 = SourceEntry.defaultTextRetention, linking: LinkingRule? = nil
    ) {
        self.identifier = identifier
        self.kind = kind
        self.controller = controller
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.purposeInEnglish = purposeInEnglish
        self.legalBasisInEnglish = legalBasisInEnglish
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.allowedFields = allowedFields
        self.retention = retention
        self.lateness = lateness
        self.idleAfter = idleAfter
        self.watermarkDeclared = watermarkDeclared
        self.deduplicationWindow = deduplicationWindow
        self.correctionWindow = correctionWindow
        self.declaredRate = declaredRate
        self.slotLength = slotLength
        self.mappings = mappings
        self.partnerKeys = partnerKeys
        self.keepsText = keepsText
        self.maximumText = maximumText
        self.suppressionThreshold = suppressionThreshold
        self.textRetention = textRetention
        self.linking = linking
    }

    /// Thirty days, in seconds.
    public static let defaultTextRetention: UInt32 = 2_592_000
}

/// What a source's incidents may be linked by inside anonymization, and for how long: so that one camera track, or one caller who calls
/// again, counts once. Nothing of it leaves.
public struct LinkingRule: Hashable, Sendable {
    /// Seconds of event time after a counted incident within which the same again is a repeat.
    public var window: UInt32
    /// What stands before it in an observation's id names the track or the caller; an id without it is linked with nothing.
    public var separator: String

    /// A rule.
    public init(window: UInt32, separator: String) {
        self.window = window
        self.separator = separator
    }
}

/// A field of an observation that a source may be allowed to send beyond id, version, operation, time and status.
public enum ObservationField: String, CaseIterable, Sendable, Hashable {
    case position, accuracy, polygon, cell, area, code, severity, origin, value, text
}
