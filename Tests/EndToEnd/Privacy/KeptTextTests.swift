import Domain
import Foundation
import Runtime
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// Notes that the register lets a source keep, and what is linked inside: sealed on the disk, for the console alone, and gone in time.
    @Suite(
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/dict/french"), "the word list is missing: apt-get install wfrench"))
    struct KeptTexts {
        private static let name = "Ganteaume"
        private static let track = "Clothilde-Ganteaume-17"
        private static let note = "Vitrine du commerce brisée, requérante Mme \(name), commerçante"
        private static let register = TestTerritory.register(corrections: "0s").replacing(
            "        retention: 1d\n",
            with: """
                        retention: 1d
                        keeps-text: true
                        text-retention: 2d
                        linking: { window: 30m, id-before: "#" }

                """)

        @Test(.timeLimit(.minutes(3)))
        func `Kept notes are redacted, sealed at rest, read by the console's key alone, and a track counts once`() async throws {
            try await TestHouse.with(register: Self.register) { house in
                try house.keys.add(Peer(name: "screen", publicKey: "", role: .console, feeds: [.incidents, .watermark, .text]))
                try await house.start()
                let end = try await Self.push(into: house)
                let incidents = try await house.records(of: "anonymization", types: [.incidents], until: end)
                    .flatMap { try IncidentBatch(decoding: $0.payload).incidents }
                #expect(incidents.count == 20)
                let texts = try await house.records(of: "anonymization", types: [.text], until: end, as: "screen")
                    .flatMap { try TextBatch(decoding: $0.payload).texts }
                #expect(texts.count == 20)
                #expect(texts.allSatisfy { $0.text.contains("[NAME]") && !$0.text.contains(Self.name) && $0.text.contains("commerce") })
                // Each stands at the place of an incident of the same journal.
                #expect(texts.allSatisfy { text in incidents.contains { $0.cell == text.cell && $0.slot == text.slot } })
                await #expect(throws: CallError.self) { try await house.records(of: "anonymization", types: [.text], until: end) }
                for planted in [Self.name, Self.track, "commerce brisée", "[NAME]"] {
                    #expect(try Self.files(of: house, holding: Array(planted.utf8)) == [], "\(planted)")
                }
            }
        }

        @Test(.timeLimit(.minutes(3)))
        func `When their time is over notes are served no more, their keys and those of pseudonyms are gone, and the ledger says so`()
            async throws
        {
            try await TestHouse.with(register: Self.register) { house in
                try house.keys.add(Peer(name: "screen", publicKey: "", role: .console, feeds: [.incidents, .watermark, .text]))
                try await house.start()
                try await Self.push(into: house)
                let keyFiles = try Self.keyFiles(of: house)
                #expect(keyFiles.count == 2)
                let sealed = try keyFiles.map { try Data(contentsOf: $0) }
                // The day is over, then the notes' two days are: all by event time. The last ones tell what was destroyed.
                for hours in [25, 49, 50] as [Int64] {
                    let end = TestTerritory.start.advanced(byMilliseconds: hours * 3_600_000)
                    try await house.declareReported(until: end, sources: TestTerritory.sources)
                    try await house.waitForWatermark(end, of: "anonymization")
                }
                try await within(.seconds(30), "the end of the keys") {
                    while try !Self.keyFiles(of: house).isEmpty { try await Task.sleep(for: .milliseconds(50)) }
                }
                let last = TestTerritory.start.advanced(byMilliseconds: 50 * 3_600_000)
                #expect(try await house.records(of: "anonymization", types: [.text], until: last, as: "screen").isEmpty)
                for bytes in sealed { #expect(try Self.files(of: house, holding: [UInt8](bytes)) == []) }
                let ledger = try String(contentsOfFile: "\(house.root)/anonymization/\(TestTerritory.name).audit.jsonl", encoding: .utf8)
                let told = ledger.split(separator: "\n").filter { $0.contains("\"keys-destroyed\"") }
                #expect(told.count == 2 && told.contains { $0.contains("\"linking\":1") } && told.contains { $0.contains("\"text\":1") })
                #expect(!ledger.contains(Self.name) && !ledger.contains(Self.track))
                // A restart finds nothing of them either.
                await house.stop(["anonymization"])
                try await house.start(["anonymization"])
                #expect(try await house.records(of: "anonymization", types: [.text], until: last, as: "screen").isEmpty)
                for planted in [Self.name, Self.track, "commerce brisée", "[NAME]"] {
                    #expect(try Self.files(of: house, holding: Array(planted.utf8)) == [], "\(planted)")
                }
            }
        }

        /// Twenty tracks at twenty places, each seen three times within the window; the watermark that it came to.
        @discardableResult
        private static func push(into house: TestHouse) async throws -> Instant {
            let end = TestTerritory.start.advanced(byMilliseconds: 3_600_000)
            let client = try house.client(of: "ingestion")
            let observations = (0..<60).map { number in
                var observation = TestTerritory.observation(0, of: "police", text: note)
                observation.observationID = "\(track)-\(number % 20)#\(number / 20)"
                observation.phenomenonStart = TestTerritory.start.advanced(byMilliseconds: Int64(number) * 1_000)
                observation.latitude = 43.21 + Double(number % 20) * 0.005
                return observation
            }
            let receipt = try await TestHouse.push(
                ObservationBatch(
                    territory: TestTerritory.name, sourceID: "police", observations: observations, reportedUntil: end), through: client)
            #expect(receipt.accepted == 60)
            await client.close()
            try await house.declareReported(until: end, sources: TestTerritory.sources)
            try await house.waitForWatermark(end, of: "notification")
            return end
        }

        private static func keyFiles(of house: TestHouse) throws -> [URL] {
            try ["linking", "text"].flatMap { purpose in
                try FileManager.default.contentsOfDirectory(
                    at: URL(fileURLWithPath: "\(house.root)/anonymization/\(TestTerritory.name).\(purpose)"),
                    includingPropertiesForKeys: nil)
            }
        }

        private static func files(of house: TestHouse, holding bytes: [UInt8]) throws -> [String] {
            let names = FileManager.default.enumerator(atPath: house.root)?.compactMap { $0 as? String } ?? []
            return names.filter { name in
                FileManager.default.contents(atPath: "\(house.root)/\(name)").map { $0.range(of: Data(bytes)) != nil } ?? false
            }
        }
    }
}
