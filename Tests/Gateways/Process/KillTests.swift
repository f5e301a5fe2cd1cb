import Domain
import Foundation
import Glibc
import Testing
import Transport

@testable import Gateways

@Suite("A gateway's process", .enabled(if: GatewayExecutable.path != nil))
struct KillTests {
    private static func start(_ file: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: GatewayExecutable.path ?? "")
        process.arguments = ["--config", file]
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test("killed three times in the middle, it loses nothing, and says nothing twice but under the same identifier")
    func kill() async throws {
        let (folder, web, feed) = (try Material.folder(), try await WebStandIn(), MemoryFeed.ofAlerts())
        let notification = try await NotificationStandIn(feed: feed)
        try Material.file("\(folder)/s", Material.webhookSecret)
        let endpoints = (0..<4).map { "  - { id: e\($0), url: \"\(web.url)/e\($0)\", secret-file: \(folder)/s }\n" }.joined()
        let file = try Material.file("\(folder)/gateway.yaml", try Material.common(folder, notification) + "endpoints:\n" + endpoints)
        let (alerts, kills) = (100, 3)
        feed.append((1...alerts).map { Material.alert("k-\($0)") })
        var process = try Self.start(file)
        for round in 1...kills {
            _ = await web.received.first(round * alerts)
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            process = try Self.start(file)
        }
        let acknowledged = await notification.acknowledged.until { Set($0.map(\.alert)).count == alerts }
        // All that was sent, each endpoint for itself: every alert, and the doubled ones are at most those that were under way at a kill.
        for endpoint in 0..<4 {
            let ids = web.received.all.filter { $0.path == "/e\(endpoint)" }.compactMap { $0.headers["webhook-id"] }
            #expect(Set(ids) == Set((1...alerts).map { "k-\($0)" }))
            #expect(ids.count - alerts <= kills)
        }
        #expect(acknowledged.allSatisfy { $0.devices == DeviceCounts(delivered: 4) })
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        await notification.stop()
        await web.stop()
    }

    @Test("a file with faults ends it with 64 and a sentence a fault")
    func faults() throws {
        let folder = try Material.folder()
        let file = try Material.file("\(folder)/gateway.yaml", "territory: x\n")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: GatewayExecutable.path ?? "")
        process.arguments = ["--config", file, "--check"]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 64)
        #expect(said.contains("data: missing") && said.contains("endpoints"))
    }
}
