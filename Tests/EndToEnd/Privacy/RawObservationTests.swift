import Domain
import Foundation
import Schema
import Testing
import Transport

extension EndToEndTests {
    /// What a partner wrote about somebody is nowhere on the disk, and what could tell it is destroyed.
    @Suite struct RawObservations {
        private static let planted = "Clothilde-Ganteaume-06.12.34.56.78"

        @Test(.timeLimit(.minutes(3)))
        func `A name in a report's text or id is in no file of the data folder`() async throws {
            try await TestHouse.with { house in
                try await house.start()
                let end = try await Self.pushPlanted(into: house)
                #expect(try Self.files(under: house.root, holding: Array(Self.planted.utf8)) == [])
                await house.stop()
                #expect(try Self.files(under: house.root, holding: Array(Self.planted.utf8)) == [])
                // Nor does it come out of a feed.
                try await house.start()
                for service in Programs.services.dropFirst() {
                    let records = try await house.records(of: service, types: HouseKeys.deidentified, until: end)
                    #expect(!records.contains { Self.contains($0.payload, Array(Self.planted.utf8)) })
                }
            }
        }

        @Test(.enabled(if: FakeClock.library != nil, "libfaketime is missing: apt-get install faketime"), .timeLimit(.minutes(3)))
        func `Once anonymized, an hour's raw observations and their key are gone when the hour is over`() async throws {
            try await TestHouse.with { house in
                let clock = try FakeClock(in: house.root)
                try await house.start(["ingestion"], environment: clock.environment)
                try await house.start(Programs.services.filter { $0 != "ingestion" })
                try await Self.pushPlanted(into: house)
                let keyFiles = try Self.keyFiles(of: house)
                #expect(!keyFiles.isEmpty)
                let secrets = try keyFiles.map { try Data(contentsOf: $0) }
                try clock.set(offBySeconds: 2 * 3_600)
                try await within(.seconds(60), "the destruction of the key") {
                    while !Set(try Self.keyFiles(of: house)).isDisjoint(with: keyFiles) { try await Task.sleep(for: .milliseconds(100)) }
                }
                // Housekeeping writes the sealed records over after it destroyed the key.
                try await within(.seconds(60), "the end of the sealed records") {
                    while try await house.health(of: "ingestion").feeds.contains(where: { $0.first <= 2 }) {
                        try await Task.sleep(for: .milliseconds(100))
                    }
                }
                for secret in secrets { #expect(try Self.files(under: house.root, holding: Array(secret)) == []) }
                #expect(try Self.files(under: house.root, holding: Array(Self.planted.utf8)) == [])
            }
        }

        /// Pushes observations with the planted text, and waits until it is all anonymized; the watermark that it came to.
        @discardableResult
        private static func pushPlanted(into house: TestHouse) async throws -> Instant {
            let client = try house.client(of: "ingestion")
            let observations = (0..<200).map { number in
                var observation = TestTerritory.observation(number, of: "police", text: "Appel de \(planted) au sujet de \(number)")
                observation.observationID = "\(planted)-\(number)"
                return observation
            }
            let end = TestTerritory.start.advanced(byMilliseconds: 3_600_000)
            let receipt = try await TestHouse.push(
                ObservationBatch(
                    territory: TestTerritory.name, sourceID: "police", observations: observations, reportedUntil: end), through: client)
            #expect(receipt.accepted == 200)
            await client.close()
            try await house.waitForWatermark(end, of: "notification")
            return end
        }

        private static func keyFiles(of house: TestHouse) throws -> [URL] {
            let folder = URL(fileURLWithPath: "\(house.root)/ingestion/\(TestTerritory.name).keys")
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        }

        /// Paths of the files under a folder that hold some bytes.
        private static func files(under folder: String, holding bytes: [UInt8]) throws -> [String] {
            let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            return names.filter { name in
                FileManager.default.contents(atPath: "\(folder)/\(name)").map { $0.range(of: Data(bytes)) != nil } ?? false
            }
        }

        private static func contains(_ payload: [UInt8], _ bytes: [UInt8]) -> Bool { Data(payload).range(of: Data(bytes)) != nil }
    }
}
