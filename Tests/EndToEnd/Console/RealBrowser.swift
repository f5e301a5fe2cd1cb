import Foundation
import Testing

/// `driver/real.py`: a browser before the console of a house. Its screenshots are kept in `.build/console-pictures`.
enum RealBrowser {
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
    private static var pictures: String {
        let parts = URL(filePath: Programs.folder).pathComponents
        guard let build = parts.lastIndex(of: ".build") else { return NSTemporaryDirectory() + "console-pictures" }
        return NSString.path(withComponents: Array(parts[...build])) + "/console-pictures"
    }

    /// Runs the driver on a house to its end. What it says goes through a file, so no pipe can fill.
    ///
    /// - Parameters:
    ///   - burst: observations that raise an alert.
    ///   - advance: arguments of `quietude` that let the city's time go on after them.
    static func run(_ house: TestHouse, burst: String, advance: String) async throws -> (status: Int32, said: String) {
        let said = URL(filePath: "\(house.root)/browser.said")
        try Data().write(to: said)
        let base = house.port(of: "ingestion") - 1
        let token = try String(contentsOfFile: "\(house.root)/console/token", encoding: .utf8)
        let script = Programs.checkout.appending(path: "Tests/Console/Browser/driver/real.py").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments =
            [
                "--kill-after=5", "150", python, script, "--page", "http://127.0.0.1:\(base)",
                // In one word: a token may begin with a dash.
                "--token=\(token.trimmingCharacters(in: .whitespacesAndNewlines))",
                "--quietude", try Programs.path(of: "quietude"), "--data", house.root, "--burst", burst, "--advance", advance,
                "--pictures", pictures,
            ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PYTHONDONTWRITEBYTECODE": "1", "QUIETUDE_PORT_BASE": "\(base)", "LANG": "C.UTF-8"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: said)
        process.standardError = process.standardOutput
        let (ended, ending) = AsyncStream.makeStream(of: Never.self)
        process.terminationHandler = { _ in ending.finish() }
        try process.run()
        for await _ in ended {}
        return (process.terminationStatus, try String(contentsOf: said, encoding: .utf8))
    }
}
