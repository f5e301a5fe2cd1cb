import Domain
internal import GRDB

/// Removes a bounded number of records, so that the writer is never held up for long.
struct TrimStep {
    let database: Database
    let through: UInt64
    let olderThan: Instant?

    /// A step ends with the record that reaches one of these.
    private static let maximumRecords = 4_096
    private static let maximumBytes = 4 << 20

    /// - Returns: How many records went, 0 where there is no more to remove, and their payloads' bytes.
    func run(head: UInt64) throws -> (removed: UInt64, bytes: Int) {
        let (sequences, bytes) = try victims()
        guard !sequences.isEmpty else { return (0, 0) }
        let delete = try database.cachedStatement(sql: "DELETE FROM records WHERE sequence = ?")
        for sequence in sequences { try delete.execute(arguments: [sequence]) }
        // So that a restart with an empty log goes on counting.
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)")
            .execute(arguments: [MetaKey.floor, Int64(clamping: head)])
        return (UInt64(sequences.count), bytes)
    }

    private func victims() throws -> (sequences: [Int64], bytes: Int) {
        var sequences: [Int64] = []
        var bytes = 0
        let rows = try candidates()
        while sequences.count < TrimStep.maximumRecords, bytes < TrimStep.maximumBytes, let row = try rows.next() {
            sequences.append(row[0])
            bytes += row[1]
        }
        return (sequences, bytes)
    }

    /// Records that every consumer has passed. `length` of a blob is read from its header, not from its pages.
    private func candidates() throws -> RowCursor {
        let slowest = try Int64.fetchOne(database.cachedStatement(sql: "SELECT min(sequence) FROM consumers")) ?? .max
        let limit = min(slowest, Int64(clamping: through))
        if let olderThan {
            return try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT sequence, coalesce(length(payload), 0) FROM records INDEXED BY records_time
                        WHERE time < ? AND sequence <= ?
                        """), arguments: [olderThan.milliseconds, limit])
        }
        return try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT sequence, coalesce(length(payload), 0) FROM records WHERE sequence <= ? ORDER BY sequence"),
            arguments: [limit])
    }
}
