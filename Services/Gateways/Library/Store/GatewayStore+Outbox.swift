import Domain
import Foundation
internal import GRDB
import Schema

/// What is to be tried now at one endpoint.
struct OutboxWork: Sendable {
    let endpoint: String
    let numbers: [Int64]
    let alerts: [Alert]
}

/// A try that ended.
struct OutboxTry: Sendable {
    let work: OutboxWork
    let result: DeliveryResult
    /// When the endpoint is due again where more waits for it, milliseconds since 1970.
    let next: Int64
}

extension GatewayStore {
    /// What is due, the longest waiting endpoints first, one work an endpoint: a bad one holds up nobody else.
    ///
    /// Alerts that are over are dropped here and counted as expired: they are never rung. A cancellation always goes.
    func due(at now: Int64, atMost: Int, batch: Int, busy: Set<String>, dropsExpired: Bool) throws(GatewayStoreError) -> [OutboxWork] {
        guard atMost > 0 else { return [] }
        var dropped = 0
        let works = try write { database -> [OutboxWork] in
            dropped = 0
            var works: [OutboxWork] = []
            let lanes = try String.fetchAll(
                database, sql: "SELECT endpoint FROM lane WHERE due <= ? ORDER BY due, endpoint LIMIT ?",
                arguments: [now, atMost + busy.count])
            for endpoint in lanes where !busy.contains(endpoint) {
                guard works.count < atMost else { break }
                if dropsExpired { dropped += try Self.dropExpired(endpoint, now, database) }
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT d.number, a.bytes FROM delivery d JOIN alert a ON a.number = d.number
                        WHERE d.endpoint = ? ORDER BY d.number LIMIT ?
                        """, arguments: [endpoint, batch])
                if rows.isEmpty {
                    try database.execute(sql: "DELETE FROM lane WHERE endpoint = ?", arguments: [endpoint])
                    continue
                }
                let alerts = try rows.map { try Alert(decoding: Array($0["bytes"] as Data)) }
                works.append(OutboxWork(endpoint: endpoint, numbers: rows.map { $0["number"] }, alerts: alerts))
            }
            return works
        }
        waitingCount.subtract(dropped, ordering: .relaxed)
        return works
    }

    private static func dropExpired(_ endpoint: String, _ now: Int64, _ database: Database) throws -> Int {
        let over = try Int64.fetchAll(
            database,
            sql: """
                SELECT d.number FROM delivery d JOIN alert a ON a.number = d.number
                WHERE d.endpoint = ? AND a.always = 0 AND a.expires * 1000 <= ? LIMIT 10000
                """, arguments: [endpoint, now])
        for number in over { try settle(endpoint, number, "expired", database) }
        return over.count
    }

    /// When the next endpoint is due, milliseconds since 1970; nil where nothing waits beside what is under way.
    func nextDue(busy: Set<String>) throws(GatewayStoreError) -> Int64? {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT endpoint, due FROM lane ORDER BY due LIMIT ?", arguments: [busy.count + 1])
            while let row = try rows.next() {
                let endpoint: String = row["endpoint"]
                if !busy.contains(endpoint) { return row["due"] as Int64 }
            }
            return nil
        }
    }

    /// Notes what became of tries, all in one transaction: many that end at one time share one write to disk.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - most: tries after which a delivery is a dead letter.
    ///   - retryAt: when an endpoint is due again after so many failures.
    func note(
        _ tries: [OutboxTry], at now: Int64, attempts most: Int,
        retryAt: @escaping @Sendable (_ tried: OutboxTry, _ failures: Int) -> Int64
    ) async throws(GatewayStoreError) {
        let settled: Int
        do {
            settled = try await queue.write { database in
                var settled = 0
                for tried in tries { settled += try Self.note(tried, now, most, retryAt, database) }
                return settled
            }
        } catch { throw GatewayStoreError(error, path: path) }
        waitingCount.subtract(settled, ordering: .relaxed)
    }

    /// Notes one try; how many deliveries are over with it.
    private static func note(
        _ tried: OutboxTry, _ now: Int64, _ most: Int, _ retryAt: (_ tried: OutboxTry, _ failures: Int) -> Int64, _ database: Database
    ) throws -> Int {
        let (endpoint, numbers) = (tried.work.endpoint, tried.work.numbers)
        switch tried.result {
        case .delivered:
            for number in numbers { try settle(endpoint, number, "delivered", database) }
            try reopen(endpoint, due: tried.next, database)
            return numbers.count
        case .rejected(let reason):
            for number in numbers { try bury(endpoint, number, reason, now, database) }
            try reopen(endpoint, due: tried.next, database)
            return numbers.count
        case .retry(let reason, _):
            let settled = try postpone(endpoint, numbers, reason, now, most, database)
            let failures = try Int.fetchOne(database, sql: "SELECT failures FROM lane WHERE endpoint = ?", arguments: [endpoint]) ?? 0
            try database.execute(
                sql: "UPDATE lane SET failures = ?, due = ? WHERE endpoint = ?",
                arguments: [failures + 1, retryAt(tried, failures + 1), endpoint])
            return settled
        case .gone:
            let all = try Int64.fetchAll(database, sql: "SELECT number FROM delivery WHERE endpoint = ?", arguments: [endpoint])
            for number in all { try settle(endpoint, number, "gone", database) }
            try database.execute(sql: "DELETE FROM lane WHERE endpoint = ?", arguments: [endpoint])
            return all.count
        }
    }

    /// Counts a try that failed; how many deliveries were given up with it.
    private static func postpone(
        _ endpoint: String, _ numbers: [Int64], _ reason: String, _ now: Int64, _ most: Int, _ database: Database
    ) throws -> Int {
        var buried = 0
        for number in numbers {
            try database.execute(
                sql: "UPDATE delivery SET attempts = attempts + 1 WHERE endpoint = ? AND number = ?", arguments: [endpoint, number])
            let attempts = try Int.fetchOne(
                database, sql: "SELECT attempts FROM delivery WHERE endpoint = ? AND number = ?", arguments: [endpoint, number])
            guard attempts ?? 0 >= most else { continue }
            try bury(endpoint, number, reason, now, database)
            buried += 1
        }
        return buried
    }

    /// One delivery is over, one way or another; the column is one of the outcomes.
    private static func settle(_ endpoint: String, _ number: Int64, _ outcome: String, _ database: Database) throws {
        try database.execute(sql: "DELETE FROM delivery WHERE endpoint = ? AND number = ?", arguments: [endpoint, number])
        guard database.changesCount > 0 else { return }
        try database.execute(
            sql: "UPDATE alert SET remaining = remaining - 1, \(outcome) = \(outcome) + 1 WHERE number = ?", arguments: [number])
    }

    private static func bury(_ endpoint: String, _ number: Int64, _ reason: String, _ now: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO dead (endpoint, identifier, bytes, attempts, reason, time)
                SELECT d.endpoint, a.identifier, a.bytes, d.attempts, ?, ? FROM delivery d JOIN alert a ON a.number = d.number
                WHERE d.endpoint = ? AND d.number = ?
                """, arguments: [reason, now, endpoint, number])
        try database.execute(sql: "DELETE FROM dead WHERE id <= (SELECT max(id) FROM dead) - ?", arguments: [GatewayStore.mostDead])
        try settle(endpoint, number, "failed", database)
    }

    private static func reopen(_ endpoint: String, due: Int64, _ database: Database) throws {
        try database.execute(sql: "UPDATE lane SET failures = 0, due = ? WHERE endpoint = ?", arguments: [due, endpoint])
    }
}
