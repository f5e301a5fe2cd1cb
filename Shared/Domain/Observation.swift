/// What a partner pushed: one report or one measure. May hold personal data; exists only between the partner and anonymization.
public struct Observation: Hashable, Sendable {
    /// Empty: the batch's.
    public var sourceID: String
    public var observationID: String
    public var version: UInt32
    public var operation: Operation
    /// When it happened; nil is refused.
    public var phenomenonStart: Instant?
    /// End of an interval; nil for an instant.
    public var phenomenonEnd: Instant?
    /// Of the wall clock at the place, minutes east of UTC; nil is refused.
    public var offsetMinutes: Int32?
    public var timeCertainty: TimeCertainty
    /// When it was said; nil where the same.
    public var resultTime: Instant?
    /// WGS 84 degrees.
    public var latitude: Double?
    public var longitude: Double?
    /// Metres, one standard deviation; 0 where not stated.
    public var accuracy: Float
    /// Closed ring, WGS 84 degrees, latitude and longitude alternating; empty where there is none.
    public var polygon: [Double]
    public var cellCode: String
    public var areaCode: String
    public var originalCode: String
    public var codeSystem: String
    public var severity: Severity
    public var status: Status
    public var origin: Origin
    /// Missing is nil, never zero.
    public var value: Double?
    /// UCUM.
    public var unit: String
    public var quality: Quality
    public var lower: Double?
    public var upper: Double?
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
