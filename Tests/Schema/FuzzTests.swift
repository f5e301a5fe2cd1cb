import Domain
import Testing

@testable import Schema

/// Random, truncated, flipped and spliced bytes. Run under a sanitizer by `Tests/Schema/sanitize`.
///
/// A failure names the seed; `QUIETUDE_TEST_SEED` repeats it and `QUIETUDE_TEST_ROUNDS` lengthens the search.
@Suite("Bytes that went wrong")
struct FuzzTests {
    private let seed = SeededGenerator.seed

    private let memory = GuardedMemory()

    /// Hands out the bytes in memory that ends where they end.
    private func exactly<R, Failure: Error>(
        _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(Failure) -> R
    ) throws(Failure) -> R {
        try body(memory.holding(bytes))
    }

    private func damage(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var bytes = bytes
        switch chance.below(7) {
        case 0: return chance.bytes(upTo: chance.flag() ? 12 : 300)
        case 1: return Array(bytes.prefix(chance.below(bytes.count + 1)))
        case 2:
            for _ in 0...chance.below(4) where !bytes.isEmpty { bytes[chance.below(bytes.count)] ^= 1 << UInt8(chance.below(8)) }
        case 3: bytes.insert(contentsOf: chance.bytes(upTo: 20), at: chance.below(bytes.count + 1))
        case 4:
            let cut = chance.below(bytes.count + 1)
            bytes.removeSubrange(cut..<min(bytes.count, cut + chance.below(9)))
        case 5 where !bytes.isEmpty:
            // A varint written in more bytes than it takes.
            let place = chance.below(bytes.count)
            bytes.replaceSubrange(place...place, with: [bytes[place] | 0x80] + [UInt8](repeating: 0x80, count: chance.below(5)) + [0])
        default:
            let (start, end) = (chance.below(bytes.count + 1), chance.below(bytes.count + 1))
            bytes.append(contentsOf: bytes[min(start, end)..<max(start, end)])
        }
        return bytes
    }

    @Test("are decoded or refused, and what was decoded can be written and read again", arguments: EveryMessage.all)
    func decoders(message: EveryMessage) {
        func check<M: Sampled>(_ type: M.Type) {
            var chance = Chance(seed: seed)
            var (decoded, refused) = (0, 0)
            for round in 0..<SeededGenerator.rounds * 5 {
                let bytes = damage(M.sample(&chance).encoded(), &chance)
                do throws(SchemaError) {
                    let value = try exactly(bytes) { buffer throws(SchemaError) in try M(decoding: buffer) }
                    decoded += 1
                    let again = try? M(decoding: value.encoded())
                    #expect(again != nil, "seed \(seed), round \(round): \(M.name) was read and cannot be written")
                } catch {
                    refused += 1
                    #expect(!error.description.isEmpty)
                }
            }
            #expect(decoded + refused == SeededGenerator.rounds * 5, "seed \(seed)")
        }
        check(message.type)
    }

    @Test("of observations are read in place as they are by value, and kept in part without harm")
    func inPlace() throws {
        var chance = Chance(seed: seed ^ 1)
        let arena = Arena(capacity: 256)
        for round in 0..<SeededGenerator.rounds * 10 {
            let bytes = damage(ObservationBatch.sample(&chance).encoded(), &chance)
            let value = try? ObservationBatch(decoding: bytes)
            exactly(bytes) { buffer in
                do {
                    try withObservationBatch(buffer, arena: arena) { view in
                        if let value { #expect(view.count == value.observations.count, "seed \(seed), round \(round)") }
                        let all = view.encoded(keeping: Array(0..<view.count))
                        #expect(all == bytes, "seed \(seed), round \(round): keeping all is not keeping all")
                        let kept = (0..<view.count).filter { _ in chance.flag() }
                        let part = try ObservationBatchCount(decoding: view.encoded(keeping: kept))
                        #expect(part.count == kept.count, "seed \(seed), round \(round)")
                    }
                } catch {
                    #expect(value == nil, "seed \(seed), round \(round): read by value, refused in place: \(error)")
                }
            }
        }
    }

    /// How many observations a batch has, without a look at their numbers, which damage makes meaningless.
    private struct ObservationBatchCount {
        let count: Int

        init(decoding bytes: [UInt8]) throws { count = try withObservationBatch(bytes, arena: Arena()) { $0.count } }
    }

    @Test("of a feed are read by hand as protobuf-c reads them")
    func feedBatches() {
        var chance = Chance(seed: seed ^ 2)
        for round in 0..<SeededGenerator.rounds * 10 {
            let bytes = damage(FeedBatch.sample(&chance).encoded(), &chance)
            exactly(bytes) { buffer in
                let byHand = try? FeedBatch(decoding: buffer)
                let byProtobufC = try? FeedBatch(unpacking: buffer)
                #expect(byHand == byProtobufC, "seed \(seed), round \(round)")
            }
        }
    }

    @Test("of incidents are visited as they are by value")
    func incidents() {
        var chance = Chance(seed: seed ^ 3)
        let arena = Arena(capacity: 256)
        for round in 0..<SeededGenerator.rounds * 10 {
            let bytes = damage(IncidentBatch.sample(&chance).encoded(), &chance)
            exactly(bytes) { buffer in
                var visited: [Incident]? = []
                do { try visitIncidents(buffer, arena: arena) { visited?.append($0) } } catch { visited = nil }
                #expect(visited == (try? IncidentBatch(decoding: buffer))?.incidents, "seed \(seed), round \(round)")
            }
        }
    }

    @Test("of a string are text exactly where Swift says so")
    func text() {
        var chance = Chance(seed: seed ^ 4)
        for round in 0..<SeededGenerator.rounds * 20 {
            let bytes = damage(Array(chance.text().utf8), &chance)
            let expected = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
            #expect(exactly(bytes) { isText($0) } == expected, "seed \(seed), round \(round)")
            #expect(exactly(bytes) { holdsNUL($0) } == bytes.contains(0), "seed \(seed), round \(round)")
        }
    }
}
