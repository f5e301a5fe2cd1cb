import Domain

/// What anonymization reads of an observation: the allow-list in code. There is no text here, no area but whether
/// there was one, and of a polygon only the box around it.
///
/// Bytes lie in the batch and are valid only while it is being transformed.
@usableFromInline
struct ObservationRow {
    @usableFromInline let source: UnsafeRawBufferPointer
    @usableFromInline let identifier: UnsafeRawBufferPointer
    @usableFromInline let code: UnsafeRawBufferPointer
    @usableFromInline let cellCode: UnsafeRawBufferPointer
    @usableFromInline let unit: UnsafeRawBufferPointer
    @usableFromInline let start: Instant?
    @usableFromInline let end: Instant?
    @usableFromInline let result: Instant?
    @usableFromInline let latitude: Double?
    @usableFromInline let longitude: Double?
    @usableFromInline let value: Double?
    @usableFromInline let lower: Double?
    @usableFromInline let upper: Double?
    @usableFromInline let version: UInt32
    @usableFromInline let accuracy: Float
    @usableFromInline let offsetMinutes: Int32?
    @usableFromInline let operation: Int32
    @usableFromInline let certainty: Int32
    @usableFromInline let severity: Int32
    @usableFromInline let status: Int32
    @usableFromInline let origin: Int32
    @usableFromInline let quality: Int32
    @usableFromInline let hasArea: Bool
    @usableFromInline let hasPolygon: Bool
    /// Degrees; infinite the wrong way round where there is no polygon.
    @usableFromInline let polygonBox: Bounds

    /// The allowed fields of an observation, read where they lie. Inlined into the caller, so that it is specialised there.
    @inlinable
    init<Fields: ObservationFields>(_ fields: Fields) {
        source = fields.sourceIDBytes
        identifier = fields.observationIDBytes
        code = fields.originalCodeBytes
        cellCode = fields.cellCodeBytes
        unit = fields.unitBytes
        start = fields.phenomenonStart
        end = fields.phenomenonEnd
        result = fields.resultTime
        latitude = fields.latitude
        longitude = fields.longitude
        value = fields.value
        lower = fields.lower
        upper = fields.upper
        version = fields.version
        accuracy = fields.accuracy
        offsetMinutes = fields.offsetMinutes
        operation = fields.operationNumber
        certainty = fields.timeCertaintyNumber
        severity = fields.severityNumber
        status = fields.statusNumber
        origin = fields.originNumber
        quality = fields.qualityNumber
        hasArea = !fields.areaCodeBytes.isEmpty
        let numbers = fields.polygonCount
        hasPolygon = numbers > 0
        var box = Bounds(south: .infinity, west: .infinity, north: -.infinity, east: -.infinity)
        for index in stride(from: 0, to: numbers & ~1, by: 2) {
            let latitude = fields.polygonNumber(at: index)
            let longitude = fields.polygonNumber(at: index + 1)
            box.south = min(box.south, latitude)
            box.north = max(box.north, latitude)
            box.west = min(box.west, longitude)
            box.east = max(box.east, longitude)
        }
        polygonBox = box
    }
}
