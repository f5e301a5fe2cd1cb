import Domain

extension Observation {
    /// Bytes that `write` writes at most, with the tag and the length that stand before it in a batch.
    @inline(__always)
    var wireBound: Int {
        // 26 tags of at most 2 bytes, 8 string lengths, 6 numbers of fixed length and 8 small ones: 200; the polygon's lengths within 20.
        var bound = 240 + polygon.count * 8
        bound += sourceID.utf8.count + observationID.utf8.count + cellCode.utf8.count + areaCode.utf8.count
        bound += originalCode.utf8.count + codeSystem.utf8.count + unit.utf8.count + text.utf8.count
        return bound
    }

    /// The same bytes as protobuf-c's, without going through a C struct. By pointer, never inlined: so the compiler reads each field where
    /// it lies instead of copying the observation first, which halves the time.
    @inline(never)
    static func write(_ observation: UnsafePointer<Observation>, to writer: inout WireWriter) {
        writer.text(1, observation.pointee.sourceID)
        writer.text(2, observation.pointee.observationID)
        writer.number(3, UInt64(observation.pointee.version))
        writer.number(4, UInt64(observation.pointee.operation.rawValue))
        if let start = observation.pointee.phenomenonStart { writer.fixed(5, UInt64(bitPattern: start.milliseconds)) }
        writer.fixedUnlessZero(6, observation.pointee.phenomenonEnd?.milliseconds ?? 0)
        if let offsetMinutes = observation.pointee.offsetMinutes { writer.signed(7, Int64(offsetMinutes)) }
        writer.number(8, UInt64(observation.pointee.timeCertainty.rawValue))
        writer.fixedUnlessZero(9, observation.pointee.resultTime?.milliseconds ?? 0)
        if let latitude = observation.pointee.latitude { writer.fixed(10, latitude.bitPattern) }
        if let longitude = observation.pointee.longitude { writer.fixed(11, longitude.bitPattern) }
        writer.float(12, observation.pointee.accuracy)
        if !observation.pointee.polygon.isEmpty { observation.pointee.writePolygon(to: &writer) }
        writer.text(14, observation.pointee.cellCode)
        writer.text(15, observation.pointee.areaCode)
        writer.text(16, observation.pointee.originalCode)
        writer.text(17, observation.pointee.codeSystem)
        writer.number(18, UInt64(observation.pointee.severity.rawValue))
        writer.number(19, UInt64(observation.pointee.status.rawValue))
        writer.number(20, UInt64(observation.pointee.origin.rawValue))
        if let value = observation.pointee.value { writer.fixed(21, value.bitPattern) }
        writer.text(22, observation.pointee.unit)
        writer.number(23, UInt64(observation.pointee.quality.rawValue))
        if let lower = observation.pointee.lower { writer.fixed(24, lower.bitPattern) }
        if let upper = observation.pointee.upper { writer.fixed(25, upper.bitPattern) }
        writer.text(26, observation.pointee.text)
    }

    @inline(never)
    private func writePolygon(to writer: inout WireWriter) {
        let count = UInt64(polygon.count * 8)
        writer.tag(13, 2)
        writer.varint(1 + UInt64(WireWriter.length(ofVarint: count)) + count)
        writer.tag(1, 2)
        writer.varint(count)
        for number in polygon {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { writer.raw($0) }
        }
    }
}
