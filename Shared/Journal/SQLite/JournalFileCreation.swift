import Foundation
internal import GRDB

/// Makes a journal under another name and renames it when it is whole, so that a crash never leaves half a journal.
struct JournalFileCreation {
    let path: String
    let service: String
    let territory: String
    let options: JournalOptions

    func run() throws(JournalError) {
        guard FileSize.of(path + "-wal") == 0 else {
            throw .corrupted(path: path, detail: "the file is gone while its write-ahead log is there")
        }
        let draft = path + ".new"
        for suffix in ["", "-journal", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft + suffix) }
        do {
            try write(to: draft)
        } catch {
            throw JournalError(error, path: path)
        }
        guard rename(draft, path) == 0 else {
            throw .io(path: path, detail: "cannot be made: \(String(cString: strerror(errno)))")
        }
        try JournalFileCreation.synchronize(folder: (path as NSString).deletingLastPathComponent)
    }

    private func write(to draft: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Before the first page is written; they cannot be changed afterwards.
            try database.execute(
                sql: """
                    PRAGMA page_size = \(JournalSchema.pageSize);
                    PRAGMA auto_vacuum = INCREMENTAL;
                    PRAGMA synchronous = FULL;
                    """)
        }
        let queue = try DatabaseQueue(path: draft, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA application_id = \(JournalSchema.applicationID)")
        }
        try JournalSchema.migrator(later: options.laterMigration).migrate(queue)
        try queue.write { database in
            let insert = try database.makeStatement(sql: "INSERT INTO meta (key, value) VALUES (?, ?)")
            try insert.run([MetaKey.identity], blob: options.makeIdentity().bytes)
            try insert.run([MetaKey.service], blob: Array(service.utf8))
            try insert.run([MetaKey.territory], blob: Array(territory.utf8))
        }
        try queue.close()
        guard chmod(draft, 0o600) == 0 else { throw JournalError.io(path: draft, detail: "cannot be made private") }
    }

    /// A rename is durable when its folder is.
    private static func synchronize(folder: String) throws(JournalError) {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw .io(path: folder, detail: "cannot be made durable: \(String(cString: strerror(errno)))")
        }
        close(descriptor)
    }
}
