import Domain
import Foundation
internal import GRDB
import Schema

/// An alert with which the gateway is through, and the counts that are to be acknowledged: never which devices.
struct AlertOutcome: Sendable, Hashable {
    let number: Int64
    let identifier: String
    let devices: DeviceCounts
    /// Of a digest that our own limits made: the alerts that it told of, which are acknowledged with it.
    let told: [String]
}

extension GatewayStore {
    /// Alerts with which the gateway is through and that were not acknowledged yet, in order.
    func unacknowledged(atMost: Int) throws(GatewayStoreError) -> [AlertOutcome] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM alert WHERE remaining = 0 AND acknowledged = 0 ORDER BY number LIMIT ?", arguments: [atMost]
            ).map { row in
                func count(_ column: String) -> UInt64 { UInt64(max(0, row[column] as Int64)) }
                return AlertOutcome(
                    number: row["number"], identifier: row["identifier"],
                    devices: DeviceCounts(
                        delivered: count("delivered"), failed: count("failed"), expired: count("expired"), gone: count("gone")),
                    told: Self.told(Array(row["bytes"] as Data)))
            }
        }
    }

    private static func told(_ bytes: [UInt8]) -> [String] {
        guard let alert = try? Alert(decoding: bytes), alert.occasion == .digest else { return [] }
        return alert.references.map(\.identifier)
    }

    /// Alerts that were acknowledged; their content goes, their identifiers stay so that they are not taken twice.
    func acknowledged(_ numbers: [Int64]) throws(GatewayStoreError) {
        guard !numbers.isEmpty else { return }
        try write { database in
            for number in numbers {
                try database.execute(sql: "UPDATE alert SET acknowledged = 1, bytes = x'' WHERE number = ?", arguments: [number])
            }
        }
    }

    /// Forgets alerts that are acknowledged and over for longer than a week: the feed will not bring them again.
    func prune(at now: Int64) throws(GatewayStoreError) {
        let before = now - 7 * 86_400_000
        try write { database in
            try database.execute(
                sql: "DELETE FROM alert WHERE acknowledged = 1 AND remaining = 0 AND taken < ? AND expires * 1000 < ?",
                arguments: [before, before])
        }
    }

    /// What was given up.
    public struct Dead: Sendable, Hashable {
        /// Where it should have gone.
        public var endpoint: String
        /// Which alert.
        public var identifier: String
        /// Tries.
        public var attempts: Int
        /// Why.
        public var reason: String
        /// When, milliseconds since 1970.
        public var time: Int64
    }

    /// What was given up, the oldest first.
    public func dead() throws(GatewayStoreError) -> [Dead] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT endpoint, identifier, attempts, reason, time FROM dead ORDER BY id").map { row in
                Dead(
                    endpoint: row["endpoint"], identifier: row["identifier"], attempts: row["attempts"], reason: row["reason"],
                    time: row["time"])
            }
        }
    }

    /// Puts what was given up back into the outbox; how many.
    @discardableResult
    public func requeueDead(at now: Int64) throws(GatewayStoreError) -> Int {
        var count = 0
        try write { database in
            count = 0
            let rows = try Row.fetchAll(database, sql: "SELECT d.endpoint, a.number, d.bytes FROM dead d JOIN alert a USING (identifier)")
            for row in rows {
                let (endpoint, number): (String, Int64) = (row["endpoint"], row["number"])
                try database.execute(sql: "INSERT OR IGNORE INTO delivery (endpoint, number) VALUES (?, ?)", arguments: [endpoint, number])
                guard database.changesCount > 0 else { continue }
                count += 1
                try database.execute(
                    sql:
                        "UPDATE alert SET remaining = remaining + 1, failed = max(0, failed - 1), bytes = ?, acknowledged = 0 WHERE number = ?",
                    arguments: [row["bytes"] as Data, number])
                try database.execute(
                    sql: "INSERT INTO lane (endpoint, due) VALUES (?, ?) ON CONFLICT (endpoint) DO NOTHING", arguments: [endpoint, now])
            }
            try database.execute(sql: "DELETE FROM dead")
        }
        waitingCount.add(count, ordering: .relaxed)
        return count
    }
}
