import Foundation
import Journal

/// A folder that goes with the object.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = (NSTemporaryDirectory() as NSString).appendingPathComponent("quietude-journal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "marseille.journal") -> String { (path as NSString).appendingPathComponent(name) }

    /// The journal of this folder.
    func open(_ options: JournalOptions = JournalOptions(), name: String = "marseille.journal") async throws -> SQLiteJournal {
        try await SQLiteJournal.open(path: file(name), service: "correlation", territory: "marseille", options: options)
    }

    /// All bytes of all files.
    func contents() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: path).reduce(into: Data()) { all, name in
            all += FileManager.default.contents(atPath: file(name)) ?? Data()
        }
    }
}
