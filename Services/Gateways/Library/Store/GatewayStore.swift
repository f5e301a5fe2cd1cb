public import Domain
import Foundation
internal import GRDB
import Schema
import Synchronization

/// The gateway's own durable state: its cursor, its outbox, what became of each alert, its dead letters.
///
/// Cursor and outbox move in one transaction, so an alert is in the outbox exactly when the cursor has passed it. What was sent and not yet
/// noted when the process died is sent again, under the same identifier: at least once.
public final class GatewayStore: Sendable {
    /// A journal and the last sequence of it that was taken.
    public struct Place: Sendable, Hashable {
        /// Identity of the journal.
        public var journal: [UInt8]
        /// Everything up to here was taken.
        public var sequence: UInt64
    }

    let path: String
    let queue: DatabaseQueue
    /// Deliveries that wait: counted once, then kept up to date; read by the receiver for back-pressure.
    let waitingCount = Atomic<Int>(0)
    /// Dead letters kept; the oldest go.
    static let mostDead = 10_000

    /// Opens the state in a folder, or makes it.
    public init(folder: String) throws(GatewayStoreError) {
        path = "\(folder)/gateway.sqlite"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            queue = try DatabaseQueue(path: path, configuration: GatewaySchema.configuration)
            let count = try queue.write { database in
                try database.execute(sql: GatewaySchema.statements)
                return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM delivery") ?? 0
            }
            waitingCount.store(count, ordering: .relaxed)
        } catch { throw GatewayStoreError(error, path: path) }
    }

    /// Closes the file.
    public func close() { try? queue.close() }

    /// Deliveries that wait.
    public var waiting: Int { waitingCount.load(ordering: .relaxed) }

    /// Where the subscription goes on; nil before the first alert.
    public func place() throws(GatewayStoreError) -> Place? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT journal, sequence FROM cursor").map { row in
                Place(journal: Array(row["journal"] as Data), sequence: UInt64(bitPattern: row["sequence"] as Int64))
            }
        }
    }

    /// Takes alerts and moves the cursor, in one transaction; those that were taken before are passed over.
    ///
    /// - Parameters:
    ///   - alerts: in the feed's order.
    ///   - place: everything up to here is taken with this.
    ///   - now: milliseconds since 1970.
    ///   - lanes: for each alert, the endpoints that want it and when they are to be tried.
    /// - Returns: how many were new.
    @discardableResult
    public func take(
        _ alerts: [Alert], through place: Place, at now: Int64, lanes: (Alert) -> [(endpoint: String, due: Int64)]
    ) throws(GatewayStoreError) -> Int {
        var (fresh, added) = (0, 0)
        try write { database in
            (fresh, added) = (0, 0)
            for alert in alerts {
                let wanted = lanes(alert)
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO alert (identifier, bytes, expires, taken, always, remaining) VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        alert.identifier, Data(alert.encoded()), alert.expires, now, alert.messageType == .cancel, wanted.count,
                    ])
                guard database.changesCount > 0 else { continue }
                fresh += 1
                let number = database.lastInsertedRowID
                for lane in wanted {
                    try database.execute(
                        sql: "INSERT INTO delivery (endpoint, number) VALUES (?, ?)", arguments: [lane.endpoint, number])
                    try database.execute(
                        sql: """
                            INSERT INTO lane (endpoint, due) VALUES (?, ?)
                            ON CONFLICT (endpoint) DO UPDATE SET due = min(due, excluded.due) WHERE failures = 0
                            """, arguments: [lane.endpoint, lane.due])
                    added += 1
                }
            }
            try database.execute(
                sql:
                    "INSERT INTO cursor (id, journal, sequence) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET journal = excluded.journal, sequence = excluded.sequence",
                arguments: [Data(place.journal), Int64(bitPattern: place.sequence)])
        }
        waitingCount.add(added, ordering: .relaxed)
        return fresh
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(GatewayStoreError) -> Value {
        do { return try queue.read(body) } catch { throw GatewayStoreError(error, path: path) }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(GatewayStoreError) -> Value {
        do { return try queue.write(body) } catch { throw GatewayStoreError(error, path: path) }
    }
}

extension GatewayStore {
    /// Forgets the place: the feed is another's, or no longer holds what follows it. What was taken stays known.
    func forgetPlace() throws(GatewayStoreError) {
        try write { try $0.execute(sql: "DELETE FROM cursor") }
    }
}
