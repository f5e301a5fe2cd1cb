import Foundation

/// One check of `driver/checks.py`, run to its end; its screenshots are kept in `.build/console-pictures`.
struct BrowserRun: Sendable {
    /// Its exit status; 124 where it did not end in time.
    let status: Int32
    /// What it said, the reason where it failed.
    let said: String

    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    private static let python = "/usr/bin/python3"

    /// What stands in the way of a browser; nil where nothing does.
    static let obstacle: String? = {
        let files = FileManager.default
        guard files.isExecutableFile(atPath: "/usr/bin/chromium") else { return "there is no /usr/bin/chromium: apt-get install chromium" }
        guard files.isExecutableFile(atPath: python) else { return "there is no \(python): apt-get install python3" }
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import websockets"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "\(python) does not run" }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? nil : "\(python) lacks websockets: apt-get install python3-websockets"
    }()

    /// Where the tests' products lie, so that pictures lie beside them and are never committed.
    private static var products: URL {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let parts = URL(filePath: own).pathComponents
        guard let build = parts.lastIndex(of: ".build") else { return FileManager.default.temporaryDirectory }
        return URL(filePath: NSString.path(withComponents: Array(parts[...build])))
    }

    /// Runs a check. What it says goes through a file, so no pipe can fill.
    init(_ arguments: [String]) async throws {
        let said = FileManager.default.temporaryDirectory.appending(path: "quietude-browser-\(UUID().uuidString)")
        try Data().write(to: said)
        defer { try? FileManager.default.removeItem(at: said) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        let pictures = Self.products.appending(path: "console-pictures").path
        let script = Self.folder.appending(path: "driver/checks.py").path
        process.arguments = ["--kill-after=5", "120", Self.python, script] + arguments + ["--pictures", pictures]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: said)
        process.standardError = process.standardOutput
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        status = process.terminationStatus
        self.said = try String(contentsOf: said, encoding: .utf8)
    }
}
