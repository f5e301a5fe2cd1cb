/// Reads what `StateWriter` wrote; refuses what it could not have written.
struct StateReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    /// The error of a value, just read, that no state can hold.
    func malformed() -> StateError { .malformed(offset: offset) }

    mutating func byte() throws(StateError) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(offset: offset) }
        offset += 1
        return bytes[offset - 1]
    }

    mutating func unsigned() throws(StateError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw .malformed(offset: offset) }
            value |= UInt64(next & 0x7f) << shift
            if next < 0x80 { return value }
        }
        throw .malformed(offset: offset)
    }

    mutating func signed() throws(StateError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A number that must fit the type asked for.
    mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(StateError) -> Number {
        let value = Number.isSigned ? Number(exactly: try signed()) : Number(exactly: try unsigned())
        guard let value else { throw .malformed(offset: offset) }
        return value
    }

    /// A number of items that follow, each of at least `size` bytes: a hostile count cannot reserve more than the bytes there are.
    mutating func count(itemSize size: Int = 1) throws(StateError) -> Int {
        let value = try unsigned()
        guard value <= UInt64((bytes.count - offset) / size) else { throw .truncated(offset: offset) }
        return Int(value)
    }

    mutating func fixed() throws(StateError) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw .truncated(offset: offset) }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        offset += 8
        return value
    }

    mutating func double() throws(StateError) -> Double { Double(bitPattern: try fixed()) }

    mutating func run() throws(StateError) -> [UInt8] {
        let length = try count()
        offset += length
        return Array(bytes[(offset - length)..<offset])
    }

    mutating func string() throws(StateError) -> String { String(decoding: try run(), as: UTF8.self) }

    /// A value of an enumeration by its number.
    mutating func choice<Choice: RawRepresentable>(_: Choice.Type = Choice.self) throws(StateError) -> Choice
    where Choice.RawValue: FixedWidthInteger & UnsignedInteger {
        guard let choice = Choice(rawValue: try number()) else { throw .malformed(offset: offset) }
        return choice
    }
}
