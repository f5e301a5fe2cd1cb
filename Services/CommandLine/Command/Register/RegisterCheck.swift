import Foundation
import Ingestion

/// Reads register files for commands.
enum RegisterCheck {
    /// Reads a register; throws a sentence where there is no such file, and `RegisterError` where it has problems.
    static func read(_ path: String) throws -> RegisterFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path) cannot be read: name a register file", "\(path) ne peut être lu : nommer un fichier de registre")
        }
        // The digest names a version of the file in journals; a command that only reads has no use for it.
        var file = try RegisterFile(yaml: String(decoding: data, as: UTF8.self), digest: [])
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try file.read { name in
            FileManager.default.contents(atPath: URL(fileURLWithPath: name, relativeTo: folder).path).map(Array.init)
        }
        return file
    }

    /// Everything wrong with a register file; empty where nothing is.
    static func problems(in path: String) throws -> [RegisterProblem] {
        do {
            _ = try read(path)
            return []
        } catch let error as RegisterError {
            return error.problems
        }
    }
}
