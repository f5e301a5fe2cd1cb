import Domain
import Testing

@testable import Schema

@Suite("Bytes that mean harm")
struct HostileBytesTests {
    @Test("a message beyond the limit is refused before it is looked at", arguments: EveryMessage.all)
    func oversize(message: EveryMessage) {
        let bytes = [UInt8](repeating: 0, count: SchemaLimits.messageBytes + 1)
        #expect(throws: SchemaError.tooLarge(message: message.type.name, limit: SchemaLimits.messageBytes)) {
            try message.type.init(decoding: bytes)
        }
    }

    @Test("two bytes that ask for three hundred, half a million times, are refused at the ceiling")
    func amplification() {
        let bytes = [UInt8](repeating: 0, count: 1 << 20).indices.map { UInt8($0 % 2 == 0 ? 0x1a : 0) }
        #expect(throws: SchemaError.tooLarge(message: "quietude.v1.ObservationBatch", limit: SchemaLimits.decodedBytes)) {
            try withObservationBatch(bytes, arena: Arena()) { _ in }
        }
    }

    @Test("unknown fields beyond the ceiling are refused too")
    func unknownFields() {
        let bytes = [[UInt8]](repeating: RawField.varint(99, 1), count: 1 << 20).flatMap { $0 }
        #expect(throws: SchemaError.self) { try Cell(decoding: bytes) }
    }

    @Test("an arena decodes again after it was exhausted")
    func recovers() throws {
        let arena = Arena(capacity: 1024, ceiling: 8192)
        let large = ObservationBatch(
            territory: "t", sourceID: "s", observations: Array(repeating: Observation(observationID: "a"), count: 99))
        #expect(throws: SchemaError.tooLarge(message: "quietude.v1.ObservationBatch", limit: 8192)) {
            try withObservationBatch(large.encoded(), arena: arena) { _ in }
        }
        let small = ObservationBatch(territory: "t", sourceID: "s", observations: [Observation(observationID: "a")])
        #expect(try withObservationBatch(small.encoded(), arena: arena) { $0.count } == 1)
    }

    @Test("a length that reaches past the end is malformed", arguments: EveryMessage.all)
    func lyingLength(message: EveryMessage) {
        #expect(throws: SchemaError.malformed(message: message.type.name)) {
            try message.type.init(decoding: RawField.encoded(99 << 3 | 2) + [0xff, 0xff, 0xff, 0xff, 0x07, 1])
        }
    }

    @Test("a varint that never ends is malformed", arguments: EveryMessage.all)
    func endlessVarint(message: EveryMessage) {
        #expect(throws: SchemaError.malformed(message: message.type.name)) {
            try message.type.init(decoding: RawField.encoded(99 << 3) + [UInt8](repeating: 0xff, count: 40))
        }
    }

    @Test("groups, which proto3 does not have, are malformed", arguments: EveryMessage.all)
    func groups(message: EveryMessage) {
        #expect(throws: SchemaError.malformed(message: message.type.name)) {
            try message.type.init(decoding: RawField.encoded(99 << 3 | 3) + RawField.encoded(99 << 3 | 4))
        }
    }

    @Test("a known field of another wire type is malformed")
    func wireType() {
        #expect(throws: SchemaError.malformed(message: "quietude.v1.ObservationBatch")) {
            try ObservationBatch(decoding: RawField.varint(3, 1))
        }
        #expect(throws: SchemaError.malformed(message: "quietude.v1.FeedBatch")) { try FeedBatch(decoding: RawField.varint(2, 1)) }
    }

    @Test("a nest a hundred thousand deep costs no stack: what is unknown is not opened")
    func nesting() throws {
        var bytes: [UInt8] = []
        // Built backwards, or it would take quadratic time.
        for _ in 0..<100_000 {
            bytes.append(contentsOf: (RawField.encoded(99 << 3 | 2) + RawField.encoded(UInt64(bytes.count))).reversed())
        }
        #expect(try Register(decoding: RawField.bytes(2, RawField.bytes(99, bytes.reversed()) + doubleField(8, 200))).sources.isEmpty)
    }

    private func doubleField(_ number: Int, _ value: Double) -> [UInt8] {
        RawField.encoded(UInt64(number << 3 | 1)) + withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }

    // Protocol Buffers merges the two; protobuf-c does not for fields without presence. No writer sends this: what counts is that a whole
    // message is taken, and half a message refused.
    @Test("a nested message that is given twice counts as the last one")
    func twice() throws {
        let first = RawField.varint(1, 1) + RawField.varint(2, 1) + RawField.varint(7, 900)
        let second = RawField.varint(1, 2) + RawField.varint(2, 2) + RawField.varint(7, 1800)
        let retraction = try Retraction(decoding: RawField.bytes(3, first) + RawField.bytes(3, second))
        guard case .incident(let incident) = retraction.retracted else {
            Issue.record("not an incident")
            return
        }
        #expect(incident.kind == .camera && incident.category == .brawl && incident.slot.length == 1800)
    }

    @Test("a nested message whose second half comes apart is refused")
    func halves() {
        let first = RawField.varint(1, 1) + RawField.varint(2, 1)
        let second = RawField.varint(7, 900)
        #expect(throws: SchemaError.self) { try Retraction(decoding: RawField.bytes(3, first) + RawField.bytes(3, second)) }
    }

    @Test("a retraction of an incident and a reading at once is refused")
    func both() {
        let incident = RawField.bytes(3, RawField.varint(1, 1) + RawField.varint(2, 1) + RawField.varint(7, 900))
        let reading = RawField.bytes(4, RawField.varint(1, 1) + RawField.varint(2, 50) + RawField.varint(5, 900))
        let error = #expect(throws: SchemaError.self) { try Retraction(decoding: incident + reading) }
        #expect(error?.field == "reading")
    }

    @Test("an error never repeats the content")
    func discreet() {
        let bytes = RawField.bytes(3, RawField.text(2, "secret") + RawField.bytes(26, [0x73, 0x65, 0xff]))
        let error = #expect(throws: SchemaError.self) { try ObservationBatch(decoding: bytes) }
        #expect(error.map { !"\($0)".contains("se\u{fffd}") && !"\($0)".contains("secret") } == true)
    }
}
