import Foundation
import Testing
import Transport

@testable import Gateways

@Suite("ntfy")
struct NtfyTests {
    @Test("a message is published as JSON to its topic, with token, priority and a link, and nothing but the headline")
    func publish() async throws {
        let (folder, web) = (try Material.folder(), try await WebStandIn())
        let notification = try await NotificationStandIn(feed: MemoryFeed.ofAlerts(), inForce: [Material.alert("a 1")])
        try Material.file("\(folder)/token", "tk_secret\n")
        let yaml =
            try Material.common(folder, notification) + """
                server: "\(web.url)"
                token-file: \(folder)/token
                topics: [{ topic: quietude-operators, language: fr }]
                """
        let gateway = try await RunningGateway(.ntfy, yaml: yaml)
        let request = try #require(await web.received.first(1).first)
        #expect(request.headers["authorization"] == "Bearer tk_secret")
        #expect(request.json("topic") == "quietude-operators" && request.json("message") == "Rixe signalée")
        #expect(request.json("priority") == 4 && request.json("click") == "quietude://alert/a%201")
        #expect(!request.text.contains("rue du Test"))
        #expect(await notification.acknowledged.first(1).map(\.devices.delivered) == [1])
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }
}
