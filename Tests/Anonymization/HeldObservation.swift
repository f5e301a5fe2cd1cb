import Domain

/// An observation whose strings are held where their bytes can be read in place, as the wire's view does it.
final class HeldObservation: ObservationFields {
    let observation: Observation
    private let memory: UnsafeMutableRawBufferPointer
    private var ranges: [Range<Int>] = []

    init(_ observation: Observation) {
        self.observation = observation
        let strings = [
            observation.sourceID, observation.observationID, observation.cellCode, observation.areaCode, observation.originalCode,
            observation.codeSystem, observation.unit, observation.text,
        ]
        var bytes: [UInt8] = []
        for string in strings {
            ranges.append(bytes.count..<(bytes.count + string.utf8.count))
            bytes += Array(string.utf8)
        }
        memory = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
        memory.copyBytes(from: bytes)
    }

    deinit { memory.deallocate() }

    private func bytes(_ index: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[ranges[index]]) }

    var sourceIDBytes: UnsafeRawBufferPointer { bytes(0) }
    var observationIDBytes: UnsafeRawBufferPointer { bytes(1) }
    var cellCodeBytes: UnsafeRawBufferPointer { bytes(2) }
    var areaCodeBytes: UnsafeRawBufferPointer { bytes(3) }
    var originalCodeBytes: UnsafeRawBufferPointer { bytes(4) }
    var codeSystemBytes: UnsafeRawBufferPointer { bytes(5) }
    var unitBytes: UnsafeRawBufferPointer { bytes(6) }
    var textBytes: UnsafeRawBufferPointer { bytes(7) }
    var version: UInt32 { observation.version }
    var operationNumber: Int32 { Int32(observation.operation.rawValue) }
    var phenomenonStart: Instant? { observation.phenomenonStart }
    var phenomenonEnd: Instant? { observation.phenomenonEnd }
    var offsetMinutes: Int32? { observation.offsetMinutes }
    var timeCertaintyNumber: Int32 { Int32(observation.timeCertainty.rawValue) }
    var resultTime: Instant? { observation.resultTime }
    var latitude: Double? { observation.latitude }
    var longitude: Double? { observation.longitude }
    var accuracy: Float { observation.accuracy }
    var polygonCount: Int { observation.polygon.count }
    func polygonNumber(at index: Int) -> Double { observation.polygon[index] }
    var severityNumber: Int32 { Int32(observation.severity.rawValue) }
    var statusNumber: Int32 { Int32(observation.status.rawValue) }
    var originNumber: Int32 { Int32(observation.origin.rawValue) }
    var value: Double? { observation.value }
    var qualityNumber: Int32 { Int32(observation.quality.rawValue) }
    var lower: Double? { observation.lower }
    var upper: Double? { observation.upper }
}
