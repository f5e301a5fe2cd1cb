import Foundation

/// Where a service keeps its journals: `ROOT/<service>/<territory>.journal`.
public struct JournalDirectory: Sendable {
    /// The service's folder.
    public let path: String
    /// The service.
    public let service: String
    /// How its journals are kept.
    public let options: JournalOptions

    private static let suffix = ".journal"

    /// A service's folder under `root`; it is made when the first journal is opened.
    public init(root: String, service: String, options: JournalOptions = JournalOptions()) {
        path = (root as NSString).appendingPathComponent(service)
        self.service = service
        self.options = options
    }

    /// The file of a territory's journal.
    ///
    /// - Throws: `.invalidName`.
    public func file(territory: String) throws(JournalError) -> String {
        guard JournalDirectory.isValid(territory) else { throw .invalidName(territory) }
        return (path as NSString).appendingPathComponent(territory + JournalDirectory.suffix)
    }

    /// Opens a territory's journal, or makes it.
    public func open(territory: String) async throws(JournalError) -> SQLiteJournal {
        let file = try file(territory: territory)
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .io(path: path, detail: "the folder cannot be made: \(error.localizedDescription)")
        }
        return try await SQLiteJournal.open(path: file, service: service, territory: territory, options: options)
    }

    /// The territories that have a journal, sorted; none where the folder is not there yet.
    public func territories() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(JournalDirectory.suffix) }
            .map { String($0.dropLast(JournalDirectory.suffix.count)) }
            .filter(JournalDirectory.isValid).sorted()
    }

    private static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
        let isWord = { (byte: UInt8) in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        return isWord(first) && name.utf8.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x5F }
    }
}
