import Foundation
import Testing
import Transport

@testable import Gateways

@Suite("Webhook")
struct WebhookTests {
    @Test("the signature of the Standard Webhooks' own example is found again")
    func published() throws {
        let signature = try #require(WebhookSignature(secrets: [Material.webhookSecret]))
        let headers = signature.headers(
            identifier: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array("{\"test\": 2432232314}".utf8))
        #expect(headers[2].1 == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        #expect(headers.map(\.0) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    }

    @Test("two secrets sign while one takes the place of the other")
    func rotation() throws {
        let signature = try #require(
            WebhookSignature(secrets: [Material.webhookSecret, Data(repeating: 7, count: 32).base64EncodedString()]))
        #expect(signature.headers(identifier: "a", timestamp: 1, body: [])[2].1.split(separator: " ").count == 2)
        #expect(WebhookSignature(secrets: ["c2hvcnQ="]) == nil)
    }

    @Test("an alert comes as JSON in CAP's words, signed over what is sent", arguments: ["json", "cap", "geojson"])
    func delivered(form: String) async throws {
        let folder = try Material.folder()
        let web = try await WebStandIn()
        let feed = MemoryFeed.ofAlerts()
        let notification = try await NotificationStandIn(feed: feed, inForce: [Material.alert("a-1")])
        try Material.file("\(folder)/s", Material.webhookSecret)
        let yaml =
            try Material.common(folder, notification) + """
                grid: { plane: european, cell-size: 200 }
                endpoints: [{ id: city, url: "\(web.url)/hook", secret-file: \(folder)/s, format: \(form) }]
                """
        let gateway = try await RunningGateway(.webhook, yaml: yaml)
        let request = try #require(await web.received.first(1).first)
        let timestamp = try #require(request.headers["webhook-timestamp"].flatMap { Int64($0) })
        let expected = WebhookSignature(secrets: [Material.webhookSecret])?.headers(
            identifier: "a-1", timestamp: timestamp, body: request.body)[2].1
        #expect(request.headers["webhook-signature"] == expected)
        #expect(request.headers["webhook-id"] == "a-1" && request.path == "/hook")
        switch form {
        case "json":
            #expect(request.json("msgType") == "Alert" && request.json("headline", "fr") == "Rixe signalée")
        case "cap":
            #expect(
                request.text.contains("urn:oasis:names:tc:emergency:cap:1.2") && request.headers["content-type"] == "application/cap+xml")
        default: #expect(request.json("type") == "Feature")
        }
        #expect(await notification.acknowledged.first(1).map(\.devices.delivered) == [1])
        await gateway.stop()
        await notification.stop()
        await web.stop()
    }
}
