import Foundation

/// A program that was run to its end.
struct ProgramRun: Sendable {
    /// Its exit status; 124 where it did not end in time.
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Runs a program; it is stopped after so many seconds. What it reads and writes goes through files of `folder`, so no pipe can fill.
    init(_ program: String, _ arguments: [String], input: String = "", in folder: URL, seconds: Int = 60) async throws {
        let own = folder.appending(path: "run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try Data(input.utf8).write(to: own.appending(path: "in"))
        for name in ["out", "err"] { try Data().write(to: own.appending(path: name)) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["--kill-after=5", "\(seconds)", program] + arguments
        process.standardInput = try FileHandle(forReadingFrom: own.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: own.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: own.appending(path: "err"))
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        status = process.terminationStatus
        output = try String(contentsOf: own.appending(path: "out"), encoding: .utf8)
        errors = try String(contentsOf: own.appending(path: "err"), encoding: .utf8)
    }
}
