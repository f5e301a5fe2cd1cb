import Domain

/// An observation whose bytes stay where they are while it lives: stands in for a decoded batch.
final class HeldObservation: ObservationFields {
    private let observation: Observation
    private var buffers: [UnsafeMutableRawBufferPointer] = []
    let sourceIDBytes: UnsafeRawBufferPointer
    let observationIDBytes: UnsafeRawBufferPointer
    let cellCodeBytes: UnsafeRawBufferPointer
    let areaCodeBytes: UnsafeRawBufferPointer
    let originalCodeBytes: UnsafeRawBufferPointer
    let codeSystemBytes: UnsafeRawBufferPointer
    let unitBytes: UnsafeRawBufferPointer
    let textBytes: UnsafeRawBufferPointer
    var operationNumber: Int32
    var timeCertaintyNumber: Int32
    var severityNumber: Int32
    var statusNumber: Int32
    var originNumber: Int32
    var qualityNumber: Int32

    /// `identifier` overrides the observation's, where bytes that are no text are wanted.
    init(_ observation: Observation, identifier: [UInt8]? = nil) {
        self.observation = observation
        var buffers: [UnsafeMutableRawBufferPointer] = []
        func hold(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            buffer.copyBytes(from: bytes)
            buffers.append(buffer)
            return UnsafeRawBufferPointer(buffer)
        }
        sourceIDBytes = hold(Array(observation.sourceID.utf8))
        observationIDBytes = hold(identifier ?? Array(observation.observationID.utf8))
        cellCodeBytes = hold(Array(observation.cellCode.utf8))
        areaCodeBytes = hold(Array(observation.areaCode.utf8))
        originalCodeBytes = hold(Array(observation.originalCode.utf8))
        codeSystemBytes = hold(Array(observation.codeSystem.utf8))
        unitBytes = hold(Array(observation.unit.utf8))
        textBytes = hold(Array(observation.text.utf8))
        operationNumber = Int32(observation.operation.rawValue)
        timeCertaintyNumber = Int32(observation.timeCertainty.rawValue)
        severityNumber = Int32(observation.severity.rawValue)
        statusNumber = Int32(observation.status.rawValue)
        originNumber = Int32(observation.origin.rawValue)
        qualityNumber = Int32(observation.quality.rawValue)
        self.buffers = buffers
    }

    deinit { for buffer in buffers { buffer.deallocate() } }

    var version: UInt32 { observation.version }
    var phenomenonStart: Instant? { observation.phenomenonStart }
    var phenomenonEnd: Instant? { observation.phenomenonEnd }
    var offsetMinutes: Int32? { observation.offsetMinutes }
    var resultTime: Instant? { observation.resultTime }
    var latitude: Double? { observation.latitude }
    var longitude: Double? { observation.longitude }
    var accuracy: Float { observation.accuracy }
    var polygonCount: Int { observation.polygon.count }
    func polygonNumber(at index: Int) -> Double { observation.polygon[index] }
    var value: Double? { observation.value }
    var lower: Double? { observation.lower }
    var upper: Double? { observation.upper }
}
