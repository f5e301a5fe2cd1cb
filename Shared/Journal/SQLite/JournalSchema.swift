internal import GRDB

/// The tables, and how those of an older version become today's. A migration is never changed once it was released.
enum JournalSchema {
    /// `Quie`: marks the file's header, so that another application's database is never taken for a journal.
    static let applicationID: Int32 = 0x5175_6965

    /// Bytes. Payloads of 50 kB go through twice as fast as with SQLite's 4 kB, and a small commit still writes little.
    static let pageSize = 16_384

    /// From nothing to today's tables; `later` is a migration of a newer version's, for tests.
    static func migrator(later: String? = nil) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
                    CREATE TABLE records (sequence INTEGER PRIMARY KEY, type INTEGER NOT NULL, time INTEGER NOT NULL, payload BLOB);
                    CREATE INDEX records_time ON records (time);
                    CREATE TABLE upstream (name TEXT PRIMARY KEY, journal BLOB, sequence INTEGER NOT NULL) WITHOUT ROWID;
                    CREATE TABLE consumers (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
                    CREATE TABLE state (position INTEGER PRIMARY KEY, name TEXT NOT NULL, snapshot INTEGER NOT NULL, bytes BLOB);
                    CREATE INDEX state_name ON state (name);
                    """)
        }
        if let later { migrator.registerMigration(later) { _ in } }
        return migrator
    }
}

/// The keys of `meta`.
enum MetaKey {
    static let identity = "identity"
    static let service = "service"
    static let territory = "territory"
    /// The last sequence that had been given when records were last trimmed: no sequence up to here is given again.
    static let floor = "floor"
}
