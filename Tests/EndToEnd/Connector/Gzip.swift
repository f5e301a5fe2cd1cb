import Foundation

/// gzip as the system's own program makes it.
enum Gzip {
    static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gzip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("x")
        try Data(bytes).write(to: path)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-9", path.path]
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: path.appendingPathExtension("gz")))
    }
}
