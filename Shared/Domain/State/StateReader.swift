/// Reads what `StateWriter` wrote, and refuses what it could not have written; every length is checked against what is left, so damage cannot
/// ask for memory.
public struct StateReader: Sendable {
    private let bytes: ArraySlice<UInt8>
    private var place: Int
    /// Version of the layout; 0 for a state without a frame.
    public let version: UInt64

    /// Reads a state without a frame.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
        place = 0
        version = 0
    }

    /// Opens a snapshot: checks its magic, its checksum and that its layout is no newer than `newest`.
    public init(_ whole: [UInt8], magic: StaticString, newest: UInt64) throws(StateError) {
        let letters = magic.withUTF8Buffer { Array($0) }
        guard whole.starts(with: letters) else {
            throw .foreign(message: "the snapshot does not begin with \(magic): it belongs to another service")
        }
        guard whole.count >= letters.count + 9 else { throw .truncated(offset: whole.count) }
        let body = whole.dropLast(8)
        let sum = whole.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard StateWriter.checksum(body) == sum else { throw .corrupted(message: "the snapshot's checksum does not match") }
        var place = letters.count
        let version = try StateReader.unsigned(body, &place)
        guard version <= newest else { throw .otherVersion(found: version, known: newest) }
        self.bytes = body
        self.place = place
        self.version = version
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { place == bytes.endIndex }

    /// Nothing may be left over.
    public func finish() throws(StateError) {
        guard isAtEnd else { throw malformed() }
    }

    /// The error of a value, just read, that no state can hold.
    public func malformed() -> StateError { .malformed(offset: place) }

    /// One byte.
    public mutating func byte() throws(StateError) -> UInt8 {
        guard place < bytes.endIndex else { throw .truncated(offset: place) }
        place += 1
        return bytes[place - 1]
    }

    /// What `write(_: UInt64)` wrote.
    public mutating func unsigned() throws(StateError) -> UInt64 { try StateReader.unsigned(bytes, &place) }

    private static func unsigned(_ bytes: ArraySlice<UInt8>, _ place: inout Int) throws(StateError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard place < bytes.endIndex else { throw .truncated(offset: place) }
            let next = bytes[place]
            place += 1
            guard shift < 63 || next <= 1 else { throw .malformed(offset: place) }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
        }
        throw .malformed(offset: place)
    }

    /// What `write(_: Int)` wrote.
    public mutating func int() throws(StateError) -> Int { Int(truncatingIfNeeded: try unsigned()) }

    /// What `write(signed:)` wrote.
    public mutating func signed() throws(StateError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A number that must fit the type asked for: signed types as `write(signed:)` wrote them, others as `write(_:)`.
    public mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(StateError) -> Number {
        let value = Number.isSigned ? Number(exactly: try signed()) : Number(exactly: try unsigned())
        guard let value else { throw malformed() }
        return value
    }

    /// A number of items that follow, each of at least so many bytes.
    public mutating func count(bytesEach: Int = 1) throws(StateError) -> Int {
        let value = try unsigned()
        guard value <= UInt64((bytes.endIndex - place) / bytesEach) else { throw .truncated(offset: place) }
        return Int(value)
    }

    /// Eight bytes.
    public mutating func fixed() throws(StateError) -> UInt64 {
        guard bytes.endIndex - place >= 8 else { throw .truncated(offset: place) }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[place + index]) << UInt64(8 * index) }
        place += 8
        return value
    }

    /// What `write(_: Double)` wrote.
    public mutating func double() throws(StateError) -> Double { Double(bitPattern: try fixed()) }

    /// What `write(optional:)` wrote.
    public mutating func optional() throws(StateError) -> Double? { try byte() == 0 ? nil : try double() }

    /// What `write(_: [Double])` wrote.
    public mutating func doubles() throws(StateError) -> [Double] {
        let count = try self.count(bytesEach: 8)
        var values: [Double] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try double()) }
        return values
    }

    /// So many doubles, no more and no fewer.
    public mutating func doubles(exactly expected: Int) throws(StateError) -> [Double] {
        let values = try doubles()
        guard values.count == expected else {
            throw .corrupted(message: "the snapshot has \(values.count) values where \(expected) belong")
        }
        return values
    }

    /// What `write(run:)` wrote.
    public mutating func run() throws(StateError) -> [UInt8] {
        let length = try count()
        place += length
        return Array(bytes[(place - length)..<place])
    }

    /// What `write(_: String)` wrote.
    public mutating func string() throws(StateError) -> String {
        let length = try count()
        place += length
        return String(decoding: bytes[(place - length)..<place], as: UTF8.self)
    }

    /// What `write(_: SipHash128.Digest)` wrote.
    public mutating func digest() throws(StateError) -> SipHash128.Digest {
        let low = try fixed()
        return SipHash128.Digest(low: low, high: try fixed())
    }

    /// A value of an enumeration by its number.
    public mutating func choice<Choice: RawRepresentable>(_: Choice.Type = Choice.self) throws(StateError) -> Choice
    where Choice.RawValue: FixedWidthInteger & UnsignedInteger {
        guard let choice = Choice(rawValue: try number()) else { throw malformed() }
        return choice
    }
}
