import Domain
import Schema
import Testing

/// Bytes that Google's Python implementation (protobuf 3.21) makes of the same messages.
@Suite("Another implementation's bytes")
struct GoldenBytesTests {
    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }

    private var observations: ObservationBatch {
        var observation = Observation(observationID: "mc-17", version: 2, operation: .replace)
        observation.phenomenonStart = Instant(milliseconds: 0)
        observation.offsetMinutes = 0
        observation.latitude = 43.25
        observation.longitude = 0
        observation.accuracy = 12.5
        observation.polygon = [43.25, 5.5]
        observation.originalCode = "TAPAGE"
        observation.severity = .minor
        observation.origin = .reported
        observation.value = 0
        observation.text = "été"
        return ObservationBatch(
            territory: "marseille", sourceID: "police", observations: [observation], reportedUntil: Instant(milliseconds: 0))
    }

    @Test("a batch of observations, zeros that are present included")
    func observationBatch() {
        let golden = bytes(
            "0a096d61727365696c6c651206706f6c6963651a6212056d632d3137180220012900000000000000003800510000000000a0454059000000000000000065"
                + "000048416a120a100000000000a045400000000000001640820106544150414745900101a00101a9010000000000000000d20105c3a974c3a9"
                + "210000000000000000")
        #expect(observations.encoded() == golden)
    }

    @Test("a batch of incidents, negative numbers included")
    func incidentBatch() {
        let incident = Incident(
            kind: .policeLog, category: .flood, cell: Cell(level: 2, column: -3, row: 200), slot: TimeSlot(start: -900, length: 900),
            severity: .extreme, timeCertainty: .dayOnly, origin: .discovered)
        #expect(IncidentBatch(incidents: [incident]).encoded() == bytes("0a17080110181802200528900330870e388407400448015002"))
    }

    @Test("a header")
    func header() {
        let header = Header(
            kind: .request, callID: 300, method: "/m", status: .resourceExhausted, metadata: [Metadata(key: "k", value: "v")],
            retryAfter: 1000)
        #expect(header.encoded() == bytes("080110ac021a022f6d28084a060a016b12017650e807"))
    }

    @Test("a batch of a feed")
    func feedBatch() {
        let batch = FeedBatch(
            journal: [1, 2], records: [Record(sequence: 8, type: .incidents, payload: [0xff])], head: 9, through: 7)
        #expect(batch.encoded() == bytes("0a0201021207080810041a01ff18092007"))
    }
}
