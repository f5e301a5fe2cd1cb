/// An observation whose fields are read where they lie, without making a value of each: the hot path of ingestion and anonymization.
///
/// Buffers are valid only while the batch they belong to is being visited.
public protocol ObservationFields {
    /// UTF-8; empty: the batch's source.
    var sourceIDBytes: UnsafeRawBufferPointer { get }
    /// UTF-8.
    var observationIDBytes: UnsafeRawBufferPointer { get }
    var version: UInt32 { get }
    /// The wire's number, which may be unknown: see `Operation`.
    var operationNumber: Int32 { get }
    var phenomenonStart: Instant? { get }
    var phenomenonEnd: Instant? { get }
    var offsetMinutes: Int32? { get }
    var timeCertaintyNumber: Int32 { get }
    var resultTime: Instant? { get }
    var latitude: Double? { get }
    var longitude: Double? { get }
    var accuracy: Float { get }
    /// Numbers in the polygon, two a point; 0 where there is none.
    var polygonCount: Int { get }
    /// A number of the polygon, degrees; `index` is below `polygonCount`.
    func polygonNumber(at index: Int) -> Double
    var cellCodeBytes: UnsafeRawBufferPointer { get }
    var areaCodeBytes: UnsafeRawBufferPointer { get }
    var originalCodeBytes: UnsafeRawBufferPointer { get }
    var codeSystemBytes: UnsafeRawBufferPointer { get }
    var severityNumber: Int32 { get }
    var statusNumber: Int32 { get }
    var originNumber: Int32 { get }
    var value: Double? { get }
    var unitBytes: UnsafeRawBufferPointer { get }
    var qualityNumber: Int32 { get }
    var lower: Double? { get }
    var upper: Double? { get }
    var textBytes: UnsafeRawBufferPointer { get }
}
