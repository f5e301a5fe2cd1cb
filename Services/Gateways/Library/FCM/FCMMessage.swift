import Crypto
import Domain
import Foundation

/// The body of `messages:send` (firebase.google.com, "REST Resource: projects.messages").
struct FCMMessage: Encodable {
    private struct Message: Encodable {
        struct Notification: Encodable { let body: String }
        struct Android: Encodable {
            let priority: String
            let ttl: String
            let collapse_key: String
        }

        let token: String
        let notification: Notification
        let data: [String: String]
        let android: Android
    }

    private let message: Message

    init(_ alert: Alert, _ device: Device, now: Int64) {
        let words = PushWords(alert, device.language)
        message = Message(
            token: device.token, notification: .init(body: words.headline), data: ["id": words.id],
            android: .init(
                priority: alert.severity >= .severe ? "HIGH" : "NORMAL", ttl: "\(alert.timeToLive(at: now))s",
                collapse_key: alert.topic { Array(SHA256.hash(data: Array($0.utf8))) }))
    }

    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? Array(encoder.encode(self))) ?? []
    }
}
