public import Domain
public import CSchema

/// An observation of a batch, read where protobuf-c put it. Valid only inside `withObservationBatch`.
@frozen public struct ObservationView: ObservationFields {
    // Inlinable, and so visible to the optimiser in other modules: validation reads twenty fields of each of millions of observations.
    @usableFromInline let c: UnsafePointer<Quietude__V1__Observation>
    /// What absent strings point to; see `EmptyString`.
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__V1__Observation>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    // Whatever the struct points to came from an arena, or is the empty string.
    @inlinable @inline(__always)
    func bytes(_ string: UnsafeMutablePointer<CChar>?) -> UnsafeRawBufferPointer { Arena.bytes(of: string, unless: empty) }

    /// UTF-8; empty: the batch's source.
    @inlinable public var sourceIDBytes: UnsafeRawBufferPointer { bytes(c.pointee.source_id) }
    /// UTF-8.
    @inlinable public var observationIDBytes: UnsafeRawBufferPointer { bytes(c.pointee.observation_id) }
    /// Of this id; 0 where the source does not count.
    @inlinable public var version: UInt32 { c.pointee.version }
    /// The wire's number, which may be unknown.
    @inlinable public var operationNumber: Int32 { Int32(bitPattern: c.pointee.operation.rawValue) }
    /// nil: missing.
    @inlinable public var phenomenonStart: Instant? {
        c.pointee.phenomenon_start_presence_case.rawValue == 0 ? nil : Instant(milliseconds: c.pointee.phenomenon_start)
    }
    /// nil: an instant.
    @inlinable public var phenomenonEnd: Instant? { c.pointee.phenomenon_end == 0 ? nil : Instant(milliseconds: c.pointee.phenomenon_end) }
    /// Minutes east of UTC; nil: missing.
    @inlinable public var offsetMinutes: Int32? { c.pointee.offset_minutes_presence_case.rawValue == 0 ? nil : c.pointee.offset_minutes }
    /// The wire's number, which may be unknown.
    @inlinable public var timeCertaintyNumber: Int32 { Int32(bitPattern: c.pointee.time_certainty.rawValue) }
    /// nil: when it happened.
    @inlinable public var resultTime: Instant? { c.pointee.result_time == 0 ? nil : Instant(milliseconds: c.pointee.result_time) }
    /// WGS 84 degrees.
    @inlinable public var latitude: Double? { c.pointee.latitude_presence_case.rawValue == 0 ? nil : c.pointee.latitude }
    /// WGS 84 degrees.
    @inlinable public var longitude: Double? { c.pointee.longitude_presence_case.rawValue == 0 ? nil : c.pointee.longitude }
    /// Metres; 0: not stated.
    @inlinable public var accuracy: Float { c.pointee.accuracy }
    /// Numbers in the polygon, two a point; 0 where there is none.
    @inlinable public var polygonCount: Int { c.pointee.polygon?.pointee.n_coordinates ?? 0 }
    /// The polygon: degrees, latitude and longitude alternating.
    @inlinable public var polygon: UnsafeBufferPointer<Double> {
        UnsafeBufferPointer(start: c.pointee.polygon?.pointee.coordinates, count: polygonCount)
    }
    /// One number of the polygon; `index` in `0 ..< polygonCount`.
    @inlinable public func polygonNumber(at index: Int) -> Double {
        precondition(index >= 0 && index < polygonCount, "number \(index) of a polygon of \(polygonCount)")
        return polygon[index]
    }
    /// UTF-8.
    @inlinable public var cellCodeBytes: UnsafeRawBufferPointer { bytes(c.pointee.cell_code) }
    /// UTF-8.
    @inlinable public var areaCodeBytes: UnsafeRawBufferPointer { bytes(c.pointee.area_code) }
    /// UTF-8.
    @inlinable public var originalCodeBytes: UnsafeRawBufferPointer { bytes(c.pointee.original_code) }
    /// UTF-8.
    @inlinable public var codeSystemBytes: UnsafeRawBufferPointer { bytes(c.pointee.code_system) }
    /// The wire's number, which may be unknown.
    @inlinable public var severityNumber: Int32 { Int32(bitPattern: c.pointee.severity.rawValue) }
    /// The wire's number, which may be unknown.
    @inlinable public var statusNumber: Int32 { Int32(bitPattern: c.pointee.status.rawValue) }
    /// The wire's number, which may be unknown.
    @inlinable public var originNumber: Int32 { Int32(bitPattern: c.pointee.origin.rawValue) }
    /// Missing is nil, never zero.
    @inlinable public var value: Double? { c.pointee.value_presence_case.rawValue == 0 ? nil : c.pointee.value }
    /// UCUM, in UTF-8.
    @inlinable public var unitBytes: UnsafeRawBufferPointer { bytes(c.pointee.unit) }
    /// The wire's number, which may be unknown.
    @inlinable public var qualityNumber: Int32 { Int32(bitPattern: c.pointee.quality.rawValue) }
    /// Lower bound of a censored value.
    @inlinable public var lower: Double? { c.pointee.lower_presence_case.rawValue == 0 ? nil : c.pointee.lower }
    /// Upper bound of a censored value.
    @inlinable public var upper: Double? { c.pointee.upper_presence_case.rawValue == 0 ? nil : c.pointee.upper }
    /// UTF-8.
    @inlinable public var textBytes: UnsafeRawBufferPointer { bytes(c.pointee.text) }

    /// The observation as a value that outlives the batch; throws `unknownValue` where a number of a closed vocabulary has no meaning.
    public func observation() throws(SchemaError) -> Observation { try Observation(reading: c.pointee) }
}
