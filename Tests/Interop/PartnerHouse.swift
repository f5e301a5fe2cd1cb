import Foundation
import Testing

/// A house as a partner meets it: five services in processes of their own, started by `quietude up`, and a key that was made for the partner.
struct PartnerHouse: Sendable {
    static let territory = "marseille"
    static let source = "pm-marseille"
    private static let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    private static let python = "/usr/bin/python3"

    /// What stands in the way of running the client; nil where nothing does.
    static let obstacle: String? = {
        let files = FileManager.default
        guard files.isExecutableFile(atPath: python) else { return "there is no \(python): apt-get install python3" }
        guard files.isExecutableFile(atPath: "/usr/bin/protoc") else { return "protoc is missing: apt-get install protobuf-compiler" }
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import zmq, google.protobuf"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "\(python) does not run" }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? nil : "\(python) lacks zmq or protobuf: apt-get install python3-zmq python3-protobuf"
    }()

    /// The house of the suite that runs.
    @TaskLocal static var current: PartnerHouse?

    private let folder: URL
    private let portBase: Int
    private let up: Process
    /// Ends when `quietude up` does.
    private let ended: AsyncStream<Never>

    private var data: URL { folder.appending(path: "data") }

    /// Makes the partner's key, starts the house and waits until it serves.
    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quietude-interop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "data"), withIntermediateDirectories: true)
        portBase = try #require(Ports.freeBase(), "no ten free ports in a row")
        try FileManager.default.copyItem(
            at: PartnerHouse.tests.appending(path: "Fixtures/alert-policy.yaml"), to: folder.appending(path: "data/alert-policy.yaml"))
        let log = folder.appending(path: "up.log")
        try Data().write(to: log)
        up = Process()
        let (ended, ending) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        up.terminationHandler = { _ in ending.finish() }
        up.executableURL = URL(filePath: "/usr/bin/timeout")
        // Whatever becomes of the tests, the house does not outlive them by much.
        up.arguments = [
            "--kill-after=20", "240", PartnerHouse.program, "up", "--data", "\(folder.path)/data", "--port-base", "\(portBase)",
            "--register", PartnerHouse.tests.appending(path: "Fixtures/register.yaml").path,
        ]
        up.standardOutput = try FileHandle(forWritingTo: log)
        up.standardError = up.standardOutput
        do {
            let rights = ["--source", PartnerHouse.source, "--feed", "alert", "--audience", "operators"]
            let made = try await quietude(["keys", "new", "stranger"] + rights)
            try #require(made.status == 0, "\(made.errors)")
            try up.run()
            let ready = try await quietude(["status", "--wait", "60", "--quiet"], seconds: 90)
            let said = try String(contentsOf: log, encoding: .utf8)
            try #require(ready.status == 0, "the house did not come up: \(said)")
        } catch {
            await close()
            throw error
        }
    }

    private static var program: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: own).deletingLastPathComponent().appending(path: "quietude").path
    }

    /// Stops the house, and removes all it left.
    func close() async {
        // `quietude up` itself, not `timeout`: what a test starts has its signals blocked, which only programs that ask for them notice.
        struct Running: Decodable { let process: Int32 }
        if up.isRunning {
            let running = try? JSONDecoder().decode(Running.self, from: Data(contentsOf: data.appending(path: "running.json")))
            kill(running?.process ?? up.processIdentifier, SIGTERM)
            for await _ in ended {}
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs our own command line on this house.
    func quietude(_ arguments: [String], seconds: Int = 60) async throws -> ProgramRun {
        var arguments = arguments
        arguments += ["--data", data.path]
        return try await ProgramRun(PartnerHouse.program, arguments, in: folder, seconds: seconds)
    }

    /// Runs the stranger's client against a service.
    func client(of service: String, _ arguments: [String], input: String = "", seconds: Int = 60) async throws -> ProgramRun {
        let ports = ["ingestion": 1, "notification": 5]
        let port = portBase + (try #require(ports[service]))
        let file = try String(contentsOf: data.appending(path: "keys/authorised/\(service).key"), encoding: .utf8)
        let key = try #require(file.split(separator: "\n").first { $0.hasPrefix("key: ") }).dropFirst(5)
        let given = [
            PartnerHouse.tests.appending(path: "client.py").path, "--key", data.appending(path: "keys/stranger.key").path,
            "--server", "\(key)", "tcp://127.0.0.1:\(port)",
        ]
        return try await ProgramRun(PartnerHouse.python, given + arguments, input: input, in: folder, seconds: seconds)
    }
}
