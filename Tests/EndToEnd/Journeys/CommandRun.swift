import Foundation

/// `quietude`, run on a house to its end.
struct CommandRun: Sendable {
    /// Its exit status; 124 where it did not end in time.
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// All it said, for the message of an expectation.
    var said: String { "status \(status): \(output.suffix(4_000)) \(errors.suffix(4_000))" }
}

extension TestHouse {
    /// Runs the command line on this house. What it reads and writes goes through files, so that no pipe can fill.
    func quietude(_ arguments: [String], seconds: Int = 120) async throws -> CommandRun {
        let folder = URL(filePath: "\(root)-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["--kill-after=5", "\(seconds)", try Programs.path(of: "quietude")] + arguments + ["--data", root]
        // Only `quietude up` leaves word of its ports in the data folder.
        let base = port(of: "ingestion") - 1
        process.environment = ProcessInfo.processInfo.environment.merging(["QUIETUDE_PORT_BASE": "\(base)", "LANG": "C"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let (ended, ending) = AsyncStream.makeStream(of: Never.self)
        process.terminationHandler = { _ in ending.finish() }
        try process.run()
        for await _ in ended {}
        return CommandRun(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
