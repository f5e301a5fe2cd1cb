import Foundation
import Testing

@Suite(
    "A client written from PROTOCOL.md in another language", .serialized,
    .disabled(if: PartnerHouse.obstacle != nil, Comment(rawValue: PartnerHouse.obstacle ?? "")), .inPartnerHouse)
struct ClientTests {
    /// Noon of 1 January 2025 at Marseille, in seconds.
    private static let noon: Int64 = 1_735_729_200

    private func observation(_ id: String, at seconds: Int64, _ latitude: Double = 43.2965, _ longitude: Double = 5.3698) -> String {
        """
        {"observation_id": "\(id)", "phenomenon_start": "\(seconds * 1_000)", "offset_minutes": 60, "latitude": \(latitude), \
        "longitude": \(longitude), "original_code": "noise"}

        """
    }

    private func house() throws -> PartnerHouse { try #require(PartnerHouse.current) }

    private func push(_ observations: [String], until: Int64? = nil) async throws -> [String: Any] {
        let arguments = ["push", PartnerHouse.territory, PartnerHouse.source] + (until.map { ["\($0 * 1_000)"] } ?? [])
        let run = try await house().client(of: "ingestion", arguments, input: observations.joined())
        return try object(try #require(run.lines.first, "\(run.errors)"))
    }

    private func alerts(from cursor: String, count: Int) async throws -> [String] {
        let run = try await house().client(of: "notification", ["alerts", PartnerHouse.territory, cursor, "\(count)"])
        try #require(run.status == 0, "\(run.errors)")
        return run.lines
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test("is told how many observations were accepted, and why each other one was refused")
    func receipt() async throws {
        let time = ClientTests.noon - 86_400
        let receipt = try await push([
            observation("r1", at: time), observation("r2", at: time), observation("swapped", at: time, 5.3698, 43.2965),
            observation("elsewhere", at: time, 48.85, 2.35),
        ])
        let refusals = try #require(receipt["refusals"] as? [[String: Any]])
        #expect(receipt["accepted"] as? Int == 2)
        #expect(refusals.map { $0["index"] as? Int } == [2, 3])
        #expect(refusals.map { $0["reason"] as? String } == ["swapped-coordinates", "outside-territory"])
        #expect(refusals.allSatisfy { $0["status"] as? Int == 3 && $0["field"] as? String == "latitude" })
    }

    @Test("that pushes the same again is told that it was held already")
    func duplicate() async throws {
        let rows = [observation("d1", at: ClientTests.noon - 86_400), observation("d2", at: ClientTests.noon - 86_400)]
        _ = try await push(rows)
        let receipt = try await push(rows)
        #expect(receipt["duplicates"] as? Int == 2 && receipt["accepted"] == nil)
    }

    @Test("may not push for a source that its key does not name")
    func otherSource() async throws {
        let row = observation("o1", at: ClientTests.noon)
        let run = try await house().client(of: "ingestion", ["push", PartnerHouse.territory, "bmpm"], input: row)
        #expect(run.status == 1 && run.errors.contains("\"status\": 7"))
    }

    @Test("receives alerts of what it pushed, and resumes after a cursor with the next one")
    func alerts() async throws {
        // Three quiet weeks, one fact an hour over the whole city; then two dozen within a quarter of an hour at one place.
        let quiet = (0..<504).map { (hour: Int) -> String in
            let (latitude, longitude) = (43.25 + 0.01 * Double(hour % 10), 5.35 + 0.01 * Double(hour / 24 % 5))
            return observation("h\(hour)", at: ClientTests.noon + Int64(hour) * 3_600, latitude, longitude)
        }
        let burst = ClientTests.noon + 21 * 86_400 + 3_600
        #expect(try await push(quiet, until: burst)["accepted"] as? Int == quiet.count)
        let crowd = (0..<24).map { (index: Int64) in observation("b\(index)", at: burst + index * 30) }
        #expect(try await push(crowd, until: burst + 900)["accepted"] as? Int == crowd.count)
        // A service opens a territory when its first record comes down; our own command waits for that, the client need not.
        let first = try await house().quietude(["watch", "alerts", "--from", "start", "--limit", "1"])
        try #require(first.status == 0, "\(first.errors)")

        let both = try await alerts(from: "start", count: 2)
        let cursor = try #require(try object(both[0])["cursor"] as? String)
        let alert = try #require(try object(both[0])["alert"] as? [String: Any])
        #expect(alert["message_type"] as? String == "MESSAGE_TYPE_ALERT" && alert["rule"] as? String == "unusual-activity")
        #expect(try await alerts(from: cursor, count: 1) == [both[1]])
    }
}
