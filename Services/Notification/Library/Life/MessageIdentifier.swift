import Domain

/// Identifiers of messages and threads: digests of what makes them, so that a replay gives the same. The key is public: nothing is hidden.
enum MessageIdentifier {
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x6361_702d_312e_3221)

    static func thread(_ territory: String, _ situation: Situation, sent: Int64) -> String {
        digest(["thread", territory, situation.rule, situation.key, "\(sent)", situation.cause])
    }

    static func message(_ thread: String, number: UInt32, _ type: Alert.MessageType, sent: Int64, cause: String) -> String {
        digest(["message", thread, "\(number)", "\(type)", "\(sent)", cause])
    }

    static func forecast(_ territory: String, _ forecast: Forecast) -> String {
        digest([
            "forecast", territory, forecast.category.code, "\(forecast.windowStart)", "\(forecast.windowEnd)", "\(forecast.issuedAt)",
            forecast.model,
        ])
    }

    /// Of the public's copy of a message or thread. It cannot be told from another without knowing the message that it is made of.
    static func released(_ identifier: String) -> String { digest(["released", identifier]) }

    static func digest(_ territory: String, _ audience: Audience, _ gathered: [String], sent: Int64) -> String {
        digest(["digest", territory, audience.name, "\(sent)"] + gathered)
    }

    /// 32 hexadecimal digits; each part with its length, so that no two lists of parts run together alike.
    private static func digest(_ parts: [String]) -> String {
        let digest = hash.hash(parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) })
        return hex(digest.high) + hex(digest.low)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
