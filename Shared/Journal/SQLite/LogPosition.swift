internal import GRDB

/// Where the log starts and ends, as one connection sees it.
enum LogPosition {
    /// The last sequence that was given; 0 where none was.
    static func head(_ database: Database) throws -> UInt64 {
        let statement = try database.cachedStatement(
            sql: "SELECT max(coalesce((SELECT max(sequence) FROM records), 0), coalesce((SELECT value FROM meta WHERE key = ?), 0))")
        return UInt64(clamping: try Int64.fetchOne(statement, arguments: [MetaKey.floor]) ?? 0)
    }

    /// The first record after a sequence; nil where there is none.
    static func first(_ database: Database, after sequence: UInt64) throws -> UInt64? {
        let statement = try database.cachedStatement(sql: "SELECT min(sequence) FROM records WHERE sequence > ?")
        return try Int64.fetchOne(statement, arguments: [Int64(clamping: sequence)]).map { UInt64(clamping: $0) }
    }

    /// Bytes in use, free pages not counted.
    static func bytes(_ database: Database) throws -> UInt64 {
        let pages = try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA page_count")) ?? 0
        let free = try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA freelist_count")) ?? 0
        return UInt64(clamping: (pages - free) * Int64(JournalSchema.pageSize))
    }
}
