import Domain
import Schema
import Testing

@Suite("Numbers that have no meaning (yet)")
struct UnknownNumberTests {
    @Test(
        "of a closed vocabulary are refused by field",
        arguments: [(4, "operation"), (8, "time_certainty"), (19, "status")])
    func closed(number: Int, field: String) {
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.Observation", field: field, value: 77)) {
            try Observation(decoding: RawField.varint(number, 77))
        }
    }

    @Test("of an open vocabulary are read as unknown", arguments: [18, 20, 23])
    func open(number: Int) throws {
        #expect(try Observation(decoding: RawField.varint(number, 77)) == Observation(observationID: ""))
    }

    @Test("that are negative are named as they were sent")
    func negative() {
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.Observation", field: "status", value: -1)) {
            try Observation(decoding: RawField.varint(19, .max))
        }
    }

    @Test("are found in a batch by index")
    func inBatch() {
        let bytes = RawField.bytes(3, RawField.text(2, "a")) + RawField.bytes(3, RawField.varint(19, 9))
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.ObservationBatch", field: "observations[1].status", value: 9)) {
            try ObservationBatch(decoding: bytes)
        }
    }

    @Test("of a status are read as gRPC's UNKNOWN")
    func status() throws {
        #expect(try Header(decoding: RawField.varint(1, 2) + RawField.varint(5, 99)).status == .unknown)
    }

    @Test("of a kind of frame are refused")
    func frameKind() {
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.Header", field: "kind", value: 99)) {
            try Header(decoding: RawField.varint(1, 99))
        }
    }

    @Test("of a record type are refused with the record's index")
    func recordType() {
        let bytes = RawField.bytes(2, RawField.varint(1, 5) + RawField.varint(2, 99))
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.FeedBatch", field: "records[0].type", value: 99)) {
            try FeedBatch(decoding: bytes)
        }
    }

    @Test("of a filter are refused rather than letting more through")
    func filter() {
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.AlertFilter", field: "minimum_severity", value: 9)) {
            try AlertFilter(decoding: RawField.varint(2, 9))
        }
    }

    @Test("of a cell's level are refused")
    func level() {
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.Cell", field: "level", value: 16)) {
            try Cell(decoding: RawField.varint(1, 16))
        }
    }

    @Test("a field of a source that this version does not know is not allowed")
    func allowedField() throws {
        let bytes = RawField.varint(2, 1) + RawField.text(8, "face") + RawField.text(8, "code")
        #expect(try SourceEntry(decoding: bytes).allowedFields == [.code])
    }
}
