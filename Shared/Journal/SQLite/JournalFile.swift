import Foundation
internal import GRDB

/// A journal's file, opened and found sound.
struct JournalFile {
    let pool: DatabasePool
    let lock: FileLock
    let identity: JournalIdentity
    /// The last sequence that was given.
    let head: UInt64

    /// Files up to this size are checked page by page on opening, which takes a tenth of a second.
    private static let checkedBytes = 128 << 20

    /// Opens the file or makes it; `JournalError` tells what is refused. Blocks.
    init(path: String, service: String, territory: String, options: JournalOptions) throws(JournalError) {
        lock = try FileLock(path: path + ".lock", journal: path)
        if FileManager.default.fileExists(atPath: path) {
            try JournalFile.checkHeader(path)
        } else {
            try JournalFileCreation(path: path, service: service, territory: territory, options: options).run()
        }
        do {
            pool = try DatabasePool(path: path, configuration: JournalFile.configuration)
            try pool.writeWithoutTransaction { database in
                try JournalFile.prepareWriter(database, options: options)
                guard try !JournalSchema.migrator().hasBeenSuperseded(database) else { throw JournalError.newerSchema(path: path) }
                try JournalFile.checkPages(database, path: path)
            }
            try JournalSchema.migrator().migrate(pool)
            (identity, head) = try pool.writeWithoutTransaction { database in
                try JournalFile.checkOwner(database, path: path, service: service, territory: territory)
                return (try JournalFile.identity(database, path: path), try LogPosition.head(database))
            }
        } catch {
            throw JournalError(error, path: path)
        }
    }

    /// Of the pool's connections, and of the one that checkpoints.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "quietude.journal"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -8192")
        }
        return configuration
    }

    private static func prepareWriter(_ database: Database, options: JournalOptions) throws {
        // Again, because opening a pool sets NORMAL, under which a commit is not durable. 0: the checkpointer does it.
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA cache_size = -32768;
                PRAGMA temp_store = MEMORY;
                PRAGMA secure_delete = \(options.erasesTrimmed ? "ON" : "FAST");
                """)
        if let limit = options.pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(limit)") }
    }

    /// What can be told from the first bytes, before SQLite touches the file.
    private static func checkHeader(_ path: String) throws(JournalError) {
        // SQLite's file format 3, section 1.3: the magic string at 0, the application's number at 68, big-endian.
        let headerBytes = 100
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .io(path: path, detail: "cannot be read")
        }
        defer { try? handle.close() }
        let header = [UInt8]((try? handle.read(upToCount: headerBytes)) ?? Data())
        if header.isEmpty { throw .corrupted(path: path, detail: "it is empty") }
        let magic = Array("SQLite format 3\0".utf8)
        guard header.starts(with: magic.prefix(header.count)) else { throw .foreignFile(path: path, found: "it is no journal at all") }
        guard header.count == headerBytes else { throw .corrupted(path: path, detail: "it was cut short at \(header.count) bytes") }
        let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard application == UInt32(bitPattern: JournalSchema.applicationID) else {
            throw .foreignFile(path: path, found: "it is another application's SQLite database")
        }
    }

    /// All pages are there, and they make sense.
    private static func checkPages(_ database: Database, path: String) throws {
        try database.checkpoint(.truncate)
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let expected = pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        let actual = FileSize.of(path)
        guard actual >= expected else {
            throw JournalError.corrupted(path: path, detail: "it has \(actual) bytes of \(expected), it was cut short")
        }
        guard actual <= checkedBytes else { return }
        let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard finding == "ok" else { throw JournalError.corrupted(path: path, detail: finding) }
    }

    private static func checkOwner(_ database: Database, path: String, service: String, territory: String) throws {
        let owner = try meta(database, MetaKey.service)
        let place = try meta(database, MetaKey.territory)
        guard owner == Array(service.utf8), place == Array(territory.utf8) else {
            let found = [owner, place].map { String(decoding: $0 ?? [], as: UTF8.self) }
            throw JournalError.foreignFile(
                path: path, found: "it is \(found[0])'s of \(found[1]), and \(service)'s of \(territory) was asked for")
        }
    }

    private static func identity(_ database: Database, path: String) throws -> JournalIdentity {
        guard let bytes = try meta(database, MetaKey.identity), let identity = JournalIdentity(bytes: bytes) else {
            throw JournalError.corrupted(path: path, detail: "it has no identity")
        }
        return identity
    }

    private static func meta(_ database: Database, _ key: String) throws -> [UInt8]? {
        try Row.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])?.bytes(at: 0)
    }
}
