import Domain
import Testing

@testable import Schema

@Suite("What is written is what is read")
struct RoundTripTests {
    @Test("a message survives its encoding", arguments: EveryMessage.all)
    func survives(message: EveryMessage) throws {
        func check<M: Sampled>(_ type: M.Type) throws {
            var chance = Chance(seed: SeededGenerator.seed)
            for round in 0..<SeededGenerator.rounds {
                let value = M.sample(&chance)
                #expect(try M(decoding: value.encoded()) == value, "seed \(SeededGenerator.seed), round \(round)")
            }
        }
        try check(message.type)
    }

    @Test("the same value gives the same bytes", arguments: EveryMessage.all)
    func isDeterministic(message: EveryMessage) throws {
        func check<M: Sampled>(_ type: M.Type) throws {
            var chance = Chance(seed: SeededGenerator.seed)
            for _ in 0..<20 {
                let bytes = M.sample(&chance).encoded()
                #expect(try M(decoding: bytes).encoded() == bytes)
            }
        }
        try check(message.type)
    }

    @Test("a message bears the name it has in the .proto files", arguments: EveryMessage.all)
    func isNamed(message: EveryMessage) { #expect(message.type.name.hasPrefix("quietude.v1.")) }

    @Test("names are not shared")
    func namesDiffer() { #expect(Set(EveryMessage.all.map { $0.type.name }).count == EveryMessage.all.count) }

    @Test("a NUL in a string is left out rather than ending it early")
    func dropsNUL() throws {
        let header = Header(kind: .request, method: "/a\0b")
        #expect(try Header(decoding: header.encoded()).method == "/ab")
    }

    @Test("the digest of the schema has 32 bytes")
    func digest() { #expect(SchemaDigest.bytes.count == 32) }
}

/// What the hot path writes and reads by itself is what protobuf-c writes and reads.
@Suite("The hot path speaks as protobuf-c does")
struct HotPathTests {
    private func samples<M: Sampled>(_ type: M.Type) -> [M] {
        var chance = Chance(seed: SeededGenerator.seed ^ 0x5eed)
        return (0..<SeededGenerator.rounds).map { _ in M.sample(&chance) }
    }

    @Test("observations are written byte for byte")
    func observations() { for batch in samples(ObservationBatch.self) { #expect(batch.encoded() == batch.packed()) } }

    @Test("incidents are written byte for byte")
    func incidents() { for batch in samples(IncidentBatch.self) { #expect(batch.encoded() == batch.packed()) } }

    @Test("feed batches are written byte for byte")
    func feedBatches() { for batch in samples(FeedBatch.self) { #expect(batch.encoded() == batch.packed()) } }

    @Test("feed batches are read to the same value")
    func feedBatchesRead() throws {
        for batch in samples(FeedBatch.self) {
            let bytes = batch.packed()
            #expect(try bytes.withUnsafeBytes { try FeedBatch(unpacking: $0) } == batch)
        }
    }

    @Test("an observation of each length of length is written byte for byte", arguments: [0, 100, 127, 128, 16_383, 16_384, 100_000])
    func lengths(count: Int) {
        var observation = Observation(observationID: "a")
        observation.text = String(repeating: "x", count: count)
        let batch = ObservationBatch(territory: "t", sourceID: "s", observations: [observation, observation])
        #expect(batch.encoded() == batch.packed())
    }

    @Test("the largest incident keeps within its bound")
    func bound() {
        let incident = Incident(
            kind: .agenda, category: .plannedEvent, cell: Cell(level: 15, column: .min, row: .min),
            slot: TimeSlot(start: .min, length: .max), severity: .extreme, timeCertainty: .ambiguous, origin: .discovered)
        #expect(IncidentBatch(incidents: [incident]).encoded().count <= Incident.wireBound)
    }
}
