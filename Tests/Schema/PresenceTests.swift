import Domain
import Schema
import Testing

@Suite("Absent is not zero")
struct PresenceTests {
    private func roundTrip(_ change: (inout Observation) -> Void) throws -> Observation {
        var observation = Observation(observationID: "a")
        change(&observation)
        return try Observation(decoding: observation.encoded())
    }

    @Test("a value of zero is a value")
    func zeroValue() throws { #expect(try roundTrip { $0.value = 0 }.value == 0) }

    @Test("a missing value stays missing")
    func missingValue() throws { #expect(try roundTrip { _ in }.value == nil) }

    @Test("latitude and longitude zero are a place")
    func nullIsland() throws {
        let observation = try roundTrip { ($0.latitude, $0.longitude) = (0, 0) }
        #expect(observation.latitude == 0 && observation.longitude == 0)
    }

    @Test("the first instant of 1970 is a start")
    func epoch() throws { #expect(try roundTrip { $0.phenomenonStart = Instant(milliseconds: 0) }.phenomenonStart?.milliseconds == 0) }

    @Test("an offset of zero is an offset")
    func greenwich() throws { #expect(try roundTrip { $0.offsetMinutes = 0 }.offsetMinutes == 0) }

    @Test("an end of zero is no end")
    func noEnd() throws { #expect(try roundTrip { $0.phenomenonEnd = Instant(milliseconds: 0) }.phenomenonEnd == nil) }

    @Test("bounds of zero are bounds")
    func bounds() throws {
        let reading = Reading(
            kind: .hospital, category: .emergencyVisits, cell: nil, slot: TimeSlot(start: 0, length: 900), lower: 0, upper: 0)
        #expect(try Reading(decoding: reading.encoded()) == reading)
    }

    @Test("a batch that reported until 1970 differs from one that says nothing")
    func reportedUntil() throws {
        var batch = ObservationBatch(territory: "t", sourceID: "s", observations: [], reportedUntil: Instant(milliseconds: 0))
        #expect(try ObservationBatch(decoding: batch.encoded()).reportedUntil?.milliseconds == 0)
        batch.reportedUntil = nil
        #expect(try ObservationBatch(decoding: batch.encoded()).reportedUntil == nil)
    }

    @Test("no bytes at all are an empty batch")
    func nothing() throws { #expect(try ObservationBatch(decoding: []).observations.isEmpty) }

    @Test("an incident without a kind is refused by name")
    func noKind() {
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.Incident", field: "kind", value: 0)) {
            try Incident(decoding: [])
        }
    }

    @Test("a slot without a length is refused by name")
    func noSlot() {
        let bytes = RawField.varint(1, 1) + RawField.varint(2, 1)
        #expect(throws: SchemaError.missing(message: "quietude.v1.Incident", field: "slot_length")) { try Incident(decoding: bytes) }
    }

    @Test("a retraction of nothing is refused by name")
    func emptyRetraction() {
        #expect(throws: SchemaError.missing(message: "quietude.v1.Retraction", field: "incident")) { try Retraction(decoding: []) }
    }

    @Test("a subscription from a cursor needs the cursor")
    func noCursor() {
        #expect(throws: SchemaError.missing(message: "quietude.v1.SubscribeRequest", field: "cursor")) {
            try SubscribeRequest(decoding: RawField.varint(3, 1))
        }
    }
}
