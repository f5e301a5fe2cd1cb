import Domain
import Testing

@Suite("The coding of states")
struct StateCodingTests {
    private static let magic: StaticString = "TEST"

    private func written(_ writer: StateWriter) -> StateWriter {
        var writer = writer
        writer.write(byte: 250)
        for value in [0, 1, 127, 128, UInt64.max] { writer.write(value) }
        for value in [0, -1, 63, -64, Int64.min, .max] { writer.write(signed: value) }
        writer.write(-3)
        writer.write(fixed: 0x0102_0304_0506_0708)
        writer.write(-0.0)
        writer.write(optional: nil)
        writer.write(optional: 1.5)
        writer.write([1, .infinity, 3])
        writer.write(run: [9, 8, 7])
        writer.write("écoute 🎧")
        return writer
    }

    private func check(_ reader: inout StateReader) throws {
        #expect(try reader.byte() == 250)
        for value in [0, 1, 127, 128, UInt64.max] { #expect(try reader.unsigned() == value) }
        for value in [0, -1, 63, -64, Int64.min, .max] { #expect(try reader.signed() == value) }
        #expect(try reader.int() == -3)
        #expect(try reader.fixed() == 0x0102_0304_0506_0708)
        #expect(try reader.double().sign == .minus)
        #expect(try reader.optional() == nil)
        #expect(try reader.optional() == 1.5)
        #expect(try reader.doubles(exactly: 3) == [1, .infinity, 3])
        #expect(try reader.run() == [9, 8, 7])
        #expect(try reader.string() == "écoute 🎧")
        try reader.finish()
    }

    @Test("what was written is read back, without a frame")
    func plain() throws {
        var reader = StateReader(written(StateWriter()).bytes)
        try check(&reader)
    }

    @Test("what was written is read back, in a frame")
    func framed() throws {
        var reader = try StateReader(written(StateWriter(magic: Self.magic, version: 300)).finished(), magic: Self.magic, newest: 300)
        #expect(reader.version == 300)
        try check(&reader)
    }

    @Test("any flipped bit of a framed state is found")
    func damage() {
        let whole = written(StateWriter(magic: Self.magic, version: 1)).finished()
        for place in whole.indices {
            for bit in 0..<8 {
                var bytes = whole
                bytes[place] ^= 1 << UInt8(bit)
                #expect(throws: StateError.self) { try StateReader(bytes, magic: Self.magic, newest: 1) }
            }
        }
    }

    @Test("a later layout is told apart from damage")
    func laterLayout() {
        let whole = StateWriter(magic: Self.magic, version: 2).finished()
        #expect(throws: StateError.otherVersion(found: 2, known: 1)) { try StateReader(whole, magic: Self.magic, newest: 1) }
    }

    @Test("a count that the bytes cannot hold asks for no memory")
    func hostileCount() {
        var writer = StateWriter()
        writer.write(UInt64.max >> 1)
        for read in [{ reader in _ = try reader.count(bytesEach: 8) }, { _ = try $0.string() }, { _ = try $0.doubles() }]
            as [(inout StateReader) throws -> Void]
        {
            var reader = StateReader(writer.bytes)
            #expect(throws: StateError.self) { try read(&reader) }
        }
    }
}
