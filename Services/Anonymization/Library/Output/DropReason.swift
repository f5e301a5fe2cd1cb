/// Why an observation did not go on. Counted by source; the word is stable.
public enum DropReason: UInt8, CaseIterable, Hashable, Sendable {
    /// Its source is not in the register in force.
    case unregistered
    /// An exercise, a test, or a status this program does not know: only what is actual is counted.
    case notActual
    /// An operation, a time certainty or a number that is none.
    case malformed
    /// No time, or only a day whose offset is missing.
    case noTime
    /// No place that could become a cell.
    case noCell
    /// Only the name of an area, whose outline is not held here.
    case areaWithoutGeometry
    /// Outside the territory's bounds.
    case outsideTerritory
    /// Of a category that never leaves, by design or by the territory's rule: suppressed.
    case refusedCategory
    /// Too few people live around its place for any cell to be published: suppressed.
    case tooFewResidents
    /// A count of people at another granularity than its source's others, which would give suppressed ones back: suppressed.
    case otherGranularity
    /// A measure whose code the register does not map: nobody knows what was measured.
    case unmappedMeasure
    /// A measure in a unit outside the vocabulary.
    case unknownUnit
    /// A version not above one that was already taken.
    case staleVersion
    /// Said anew after it was withdrawn, in a version not above the withdrawal's.
    case withdrawnBefore
    /// A correction of a source that declared none.
    case correctionNotDeclared
    /// A correction of something older than the correction window.
    case beyondCorrectionWindow
    /// The same track or caller, of the same category in the same cell, was counted within the source's linking window.
    case repeated

    /// The word used in metrics and in the audit.
    public var name: String {
        switch self {
        case .unregistered: "unregistered"
        case .notActual: "not-actual"
        case .malformed: "malformed"
        case .noTime: "no-time"
        case .noCell: "no-cell"
        case .areaWithoutGeometry: "area-without-geometry"
        case .outsideTerritory: "outside-territory"
        case .refusedCategory: "refused-category"
        case .tooFewResidents: "too-few-residents"
        case .otherGranularity: "other-granularity"
        case .unmappedMeasure: "unmapped-measure"
        case .unknownUnit: "unknown-unit"
        case .staleVersion: "stale-version"
        case .withdrawnBefore: "withdrawn-before"
        case .correctionNotDeclared: "correction-not-declared"
        case .beyondCorrectionWindow: "beyond-correction-window"
        case .repeated: "repeated"
        }
    }

    /// Whether it was held back for privacy, rather than unusable.
    public var isSuppression: Bool {
        switch self {
        case .refusedCategory, .tooFewResidents, .otherGranularity: true
        default: false
        }
    }
}
