import Domain
import Foundation

/// What a push to a phone carries: headline and identifier. Lock screens are public; the rest is fetched over CURVE.
struct PushWords: Encodable, Sendable {
    let id: String
    let headline: String

    init(_ alert: Alert, _ language: Alert.Language) {
        id = alert.identifier
        let wording = alert.wording(language)
        let other = alert.wording(language == .french ? .english : .french)
        // A headline in the other language is better than none.
        let headline = [wording.headline, wording.event, other.headline, other.event].first { !$0.isEmpty } ?? ""
        self.headline = String(headline.prefix(200))
    }

    /// Compact JSON, keys in order.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? Array(encoder.encode(self))) ?? []
    }
}

extension Alert {
    /// What an update of the same situation replaces on the phone: a short name that all messages of a thread share.
    func topic(_ digest: (String) -> [UInt8]) -> String {
        String(Base64URL.encode(digest(thread.isEmpty ? identifier : thread)).prefix(32))
    }

    /// Seconds for which a push service should hold it: until it is over, from a minute (a cancellation goes out after the end, too) to the
    /// four weeks that they allow.
    func timeToLive(at now: Int64) -> Int64 { min(2_419_200, max(60, expires - now / 1_000)) }
}
