import Domain
import Foundation
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// Partners that send what they should not, beside one that does as it should.
    @Suite struct Garbage {
        @Test(.timeLimit(.minutes(3)))
        func `Garbage of every kind is refused, and a good partner does not notice`() async throws {
            let seed = SeededGenerator.seedOfThisRun()
            print("garbage: QUIETUDE_SEED=\(seed)")
            try await TestHouse.with { house in
                try house.keys.add(Peer(name: "bad", publicKey: "", role: .partner, sources: ["fire"]))
                try await house.start()
                let load = Load(house)
                try await load.pushMore(5)
                let before = house.residentBytes(of: "ingestion")
                let noise = Task {
                    var random = SeededGenerator(seed: seed)
                    // Bounded, for each connection keeps one of this machine's ports busy for a minute after its end.
                    for _ in 0..<400 where !Task.isCancelled {
                        for name in Programs.services { Self.sendRawBytes(to: house.port(of: name), random: &random) }
                        try Self.sendFrames(to: house, random: &random)
                        await Task.yield()
                    }
                }
                for _ in 0..<10 {
                    try await load.pushMore(10)
                    try await Self.expectRefusals(house, seed: seed)
                }
                noise.cancel()
                try await noise.value
                try await load.expectAllCounted()
                for name in Programs.services { #expect(house.isRunning(name), "\(name) ended: \(house.logTail(of: name))") }
                let growth = house.residentBytes(of: "ingestion") - before
                print("garbage: ingestion grew by \(growth >> 10) KiB")
                #expect(growth < 256 << 20)
            }
        }

        /// Bytes that are no ZMTP at all, and ones that begin like it.
        private static func sendRawBytes(to port: Int, random: inout SeededGenerator) {
            guard let connection = try? RawConnection(port: port) else { return }
            let greeting: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1] + Array("CURVE".utf8) + Array(repeating: 0, count: 47)
            if Bool.random(using: &random) { connection.send(Array(greeting.prefix(Int.random(in: 1...greeting.count, using: &random)))) }
            connection.send(bytes(Int.random(in: 1...4_096, using: &random), &random))
        }

        /// Frames that are no call, under a key that is known.
        private static func sendFrames(to house: TestHouse, random: inout SeededGenerator) throws {
            let dealer = try RawDealer(
                endpoint: house.endpoint(of: "ingestion"), pair: try house.keys.pair(of: "bad"),
                serverKey: try house.keys.pair(of: "ingestion").publicKey)
            for _ in 0..<8 {
                let count = Int.random(in: 1...4, using: &random)
                dealer.send((0..<count).map { _ in bytes(Int.random(in: 0...512, using: &random), &random) })
            }
            // A header that can be read, of a kind that servers are not sent, and one that holds a method nobody has.
            let header = Header(kind: .item, callID: 1, method: Method.push)
            dealer.send([header.encoded(), bytes(64, &random)])
            dealer.send([Header(kind: .request, callID: 2, method: "/nobody/knows").encoded(), bytes(64, &random)])
            dealer.send([Header(kind: .credit, callID: 99).encoded(), []])
        }

        private static func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
            (0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        }

        /// Calls that are understood, and refused for what they ask.
        private static func expectRefusals(_ house: TestHouse, seed: UInt64) async throws {
            var random = SeededGenerator(seed: seed)
            let bad = try house.client(of: "ingestion", as: "bad")
            func status(
                _ method: String, _ request: [UInt8], of client: Client, within deadline: Duration = .seconds(10)
            ) async -> StatusCode {
                do throws(CallError) {
                    _ = try await client.call(method, request, deadline: deadline)
                    return .ok
                } catch {
                    return error.status
                }
            }
            func batch(territory: String = TestTerritory.name, source: String = "fire", count: Int = 1, text: Int = 0) -> [UInt8] {
                let observations = (0..<count).map {
                    TestTerritory.observation($0, of: source, text: String(repeating: "x", count: text))
                }
                return ObservationBatch(territory: territory, sourceID: source, observations: observations).encoded()
            }
            #expect(await status(Method.push, [0xFF] + bytes(300, &random), of: bad) == .invalidArgument)
            #expect(await status(Method.push, batch(territory: "atlantis"), of: bad) == .permissionDenied)
            #expect(await status(Method.push, batch(source: "police"), of: bad) == .permissionDenied)
            #expect(await status(Method.push, batch(count: 1_025), of: bad) == .invalidArgument)
            #expect(await status(Method.push, batch(count: 1_000, text: 2_000), of: bad) == .invalidArgument)
            #expect(await status(Method.push, [UInt8](repeating: 7, count: 5 << 20), of: bad) == .resourceExhausted)
            // Twice what is allowed is not even read: the connection ends.
            #expect(await status(Method.push, [UInt8](repeating: 7, count: 12 << 20), of: bad, within: .milliseconds(500)) != .ok)
            #expect(await status("/quietude.v1.Ingestion/Steal", [], of: bad) != .ok)
            #expect(await status(Method.subscribe, SubscribeRequest(territory: TestTerritory.name).encoded(), of: bad) != .ok)
            await bad.close()
            // The operator may push every source; the register has no such one.
            let known = try house.client(of: "ingestion")
            #expect(await status(Method.push, batch(source: "nobody"), of: known) == .permissionDenied)
            await known.close()
            let stranger = try house.client(of: "ingestion", pair: KeyPair.generate())
            let answer = await status(Method.push, batch(), of: stranger, within: .milliseconds(500))
            #expect([.unavailable, .deadlineExceeded, .unauthenticated].contains(answer))
            await stranger.close()
        }
    }
}
