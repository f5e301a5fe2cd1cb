/// What a partner pushed: one report or one measure. May hold personal data; exists only between the partner and anonymization.
public struct Observation: Hashable, Sendable {
    /// Empty: the batch's.
    public var sourceID: String
    /// The source's own id, at most 128 bytes.
    public var observationID: String
    /// Of this id; a correction names a higher one.
    public var version: UInt32
    /// What it does to what was said before under its id.
    public var operation: Operation
    /// When it happened; nil is refused.
    public var phenomenonStart: Instant?
    /// End of an interval; nil for an instant.
    public var phenomenonEnd: Instant?
    /// Of the wall clock at the place, minutes east of UTC; nil is refused.
    public var offsetMinutes: Int32?
    /// How far the time is known.
    public var timeCertainty: TimeCertainty
    /// When it was said; nil where the same.
    public var resultTime: Instant?
    /// WGS 84 degrees.
    public var latitude: Double?
    /// WGS 84 degrees.
    public var longitude: Double?
    /// Metres, one standard deviation; 0 where not stated.
    public var accuracy: Float
    /// Closed ring, WGS 84 degrees, latitude and longitude alternating; empty where there is none.
    public var polygon: [Double]
    /// INSPIRE code of a cell; empty where there is none.
    public var cellCode: String
    /// A zone of the territory; empty where there is none.
    public var areaCode: String
    /// The source's own word for the kind of fact.
    public var originalCode: String
    /// Where that word comes from.
    public var codeSystem: String
    /// How grave it is.
    public var severity: Severity
    /// Only what is actual reaches statistics.
    public var status: Status
    /// How the fact became known.
    public var origin: Origin
    /// Missing is nil, never zero.
    public var value: Double?
    /// UCUM.
    public var unit: String
    /// How good the value is.
    public var quality: Quality
    /// Lower bound of a censored value.
    public var lower: Double?
    /// Upper bound of a censored value.
    public var upper: Double?
    /// Free text; never leaves anonymization unredacted.
    public var text: String

    /// An observation with only its id; set the rest.
    public init(
        observationID: String, sourceID: String = "", version: UInt32 = 0, operation: Operation = .create, phenomenonStart: Instant? = nil,
        phenomenonEnd: Instant? = nil, offsetMinutes: Int32? = nil, timeCertainty: TimeCertainty = .exact, resultTime: Instant? = nil,
        latitude: Double? = nil, longitude: Double? = nil, accuracy: Float = 0, polygon: [Double] = [], cellCode: String = "",
        areaCode: String = "", originalCode: String = "", codeSystem: String = "", severity: Severity = .unknown, status: Status = .actual,
        origin: Origin = .unspecified, value: Double? = nil, unit: String = "", quality: Quality = .unspecified, lower: Double? = nil,
        upper: Double? = nil, text: String = ""
    ) {
        self.sourceID = sourceID
        self.observationID = observationID
        self.version = version
        self.operation = operation
        self.phenomenonStart = phenomenonStart
        self.phenomenonEnd = phenomenonEnd
        self.offsetMinutes = offsetMinutes
        self.timeCertainty = timeCertainty
        self.resultTime = resultTime
        self.latitude = latitude
        self.longitude = longitude
        self.accuracy = accuracy
        self.polygon = polygon
        self.cellCode = cellCode
        self.areaCode = areaCode
        self.originalCode = originalCode
        self.codeSystem = codeSystem
        self.severity = severity
        self.status = status
        self.origin = origin
        self.value = value
        self.unit = unit
        self.quality = quality
        self.lower = lower
        self.upper = upper
        self.text = text
    }
}
