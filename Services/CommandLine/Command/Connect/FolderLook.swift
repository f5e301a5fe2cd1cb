import Foundation
import Glibc
import Ingestion

/// Which files of a folder are complete and not read yet.
struct FolderLook: Sendable {
    /// Files of one folder that are looked at; more is a mistake of the pattern.
    private static let maximum = 100_000

    let folder: ConnectorFeed.Watched
    /// Seconds since 1970.
    let now: Int64

    struct Candidate: Hashable, Sendable {
        let name: String
        let path: String
        let stamp: FileStamp
    }

    /// Complete files, oldest first; those that are still being written are left for later.
    func candidates() throws -> [Candidate] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw Failure(
                "\(folder.path) cannot be listed (\(error.localizedDescription)): make the folder, or let this user read it",
                "\(folder.path) ne peut être listé (\(error.localizedDescription)) : créer le dossier, ou l'ouvrir à cet utilisateur")
        }
        guard names.count <= Self.maximum else {
            throw Failure(
                "\(folder.path) has \(names.count) files, more than \(Self.maximum): move old ones away, or use remove: true",
                "\(folder.path) a \(names.count) fichiers, plus de \(Self.maximum) : en retirer, ou utiliser remove: true")
        }
        let pattern = NamePattern(folder.pattern)
        let all = Set(names)
        return names.compactMap { name -> Candidate? in
            guard !name.hasPrefix("."), pattern.matches(name) else { return nil }
            let path = "\(folder.path)/\(name)"
            guard let stamp = FileStamp(path: path) else { return nil }
            if let suffix = folder.doneSuffix {
                guard !name.hasSuffix(suffix), all.contains(name + suffix) else { return nil }
            } else {
                guard now - stamp.changed / 1_000_000_000 >= Int64(folder.settle) else { return nil }
            }
            return Candidate(name: name, path: path, stamp: stamp)
        }.sorted { ($0.stamp.changed, $0.name) < ($1.stamp.changed, $1.name) }
    }
}

extension FileStamp {
    /// Of a file as it is now; nil where there is none, or where it is a folder or a device.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(
            size: UInt64(max(0, status.st_size)), changed: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
            node: UInt64(status.st_ino))
    }
}
