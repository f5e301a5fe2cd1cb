import Foundation

/// A small file system in memory, where this machine lets us mount one.
struct Tmpfs {
    let path: String

    /// Mounts it; nil where that is not permitted.
    init?(megabytes: Int) {
        path = "\(NSTemporaryDirectory())/quietude-disk-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        guard (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil else { return nil }
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "quietude-test", path) else {
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
    }

    /// Whether mounting is permitted here.
    static let isPermitted: Bool = {
        guard let trial = Tmpfs(megabytes: 1) else { return false }
        trial.unmount()
        return true
    }()

    /// Fills all that is left with a file, which `makeRoom` removes.
    func fill() throws {
        let handle = try openBallast()
        defer { try? handle.close() }
        var piece = 1 << 20
        while piece >= 4_096 {
            do { try handle.write(contentsOf: Data(count: piece)) } catch { piece /= 2 }
        }
    }

    func makeRoom() throws { try FileManager.default.removeItem(atPath: "\(path)/ballast") }

    func unmount() {
        _ = Self.run("umount", "-l", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    private func openBallast() throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: "\(path)/ballast", contents: nil)
        return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/ballast"))
    }

    private static func run(_ command: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
