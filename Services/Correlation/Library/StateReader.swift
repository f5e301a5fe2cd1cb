/// Reads what `StateWriter` wrote; every length is checked against what is left, so damage cannot ask for memory.
struct StateReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int
    /// Version of the layout.
    let version: UInt64

    /// Checks magic, checksum and version.
    init(_ whole: [UInt8], magic: StaticString, newest: UInt64) throws(StateError) {
        let letters = magic.withUTF8Buffer { Array($0) }
        guard whole.starts(with: letters) else {
            throw .foreign(message: "the snapshot does not begin with \(magic): it belongs to another service")
        }
        guard whole.count >= letters.count + 9 else { throw .corrupted(message: "the snapshot ends after \(whole.count) bytes") }
        let body = whole.dropLast(8)
        let sum = whole.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard StateWriter.checksum(body) == sum else { throw .corrupted(message: "the snapshot's checksum does not match") }
        var version: UInt64 = 0
        place = try StateReader.integer(body, at: letters.count, into: &version)
        bytes = body
        self.version = version
        guard version <= newest else {
            throw .newerVersion(message: "the snapshot has layout \(version); this release knows up to \(newest)")
        }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>, at start: Int, into value: inout UInt64) throws(StateError) -> Int {
        var place = start
        var shift: UInt64 = 0
        value = 0
        while place < bytes.endIndex, shift < 64 {
            let byte = bytes[place]
            value |= UInt64(byte & 0x7F) << shift
            place += 1
            if byte < 0x80 { return place }
            shift += 7
        }
        throw .corrupted(message: "the snapshot has a malformed number at byte \(start)")
    }

    mutating func unsigned() throws(StateError) -> UInt64 {
        var value: UInt64 = 0
        place = try StateReader.integer(bytes, at: place, into: &value)
        return value
    }

    mutating func int() throws(StateError) -> Int { Int(truncatingIfNeeded: try unsigned()) }

    mutating func signed() throws(StateError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func double() throws(StateError) -> Double {
        guard bytes.endIndex - place >= 8 else { throw .corrupted(message: "the snapshot ends within a number") }
        var pattern: UInt64 = 0
        for index in 0..<8 { pattern |= UInt64(bytes[place + index]) << UInt64(index * 8) }
        place += 8
        return Double(bitPattern: pattern)
    }

    mutating func doubles() throws(StateError) -> [Double] {
        let count = try self.count(bytesEach: 8)
        var values: [Double] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try double()) }
        return values
    }

    /// So many doubles, no more and no fewer.
    mutating func doubles(exactly expected: Int) throws(StateError) -> [Double] {
        let values = try doubles()
        guard values.count == expected else {
            throw .corrupted(message: "the snapshot has \(values.count) values where \(expected) belong")
        }
        return values
    }

    mutating func string() throws(StateError) -> String {
        let count = try self.count()
        defer { place += count }
        return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    /// How many items follow, each at least so many bytes.
    mutating func count(bytesEach: Int = 1) throws(StateError) -> Int {
        let value = try unsigned()
        guard value <= UInt64((bytes.endIndex - place) / bytesEach) else {
            throw .corrupted(message: "the snapshot announces \(value) items that it has no room for")
        }
        return Int(value)
    }

    /// Nothing may be left over.
    func finish() throws(StateError) {
        guard place == bytes.endIndex else {
            throw .corrupted(message: "the snapshot has \(bytes.endIndex - place) bytes too many")
        }
    }
}
