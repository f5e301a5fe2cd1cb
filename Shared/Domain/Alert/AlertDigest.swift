/// The message in which one subscriber is told of alerts that its limits held back.
enum AlertDigest {
    /// Cells of a digest; where they would be more, coarser ones that cover them.
    private static let maximumCells = 200
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x6469_6765_7374_2e31)

    /// One message of several, the gravest first; nil of none. It refers to the message of each that was held back last, so that each can be
    /// acknowledged.
    static func of(_ alerts: [Alert], surplus: Int, subscriber: String, now: Int64) -> Alert? {
        guard let gravest = alerts.first else { return nil }
        let threads = alerts.map(\.thread)
        let identifier = identifier([gravest.sender, subscriber, "\(now)"] + alerts.map(\.identifier))
        let everywhere = alerts.contains { $0.cells.isEmpty && $0.zones.isEmpty }
        return Alert(
            identifier: identifier, sender: gravest.sender, sent: now, status: gravest.status, messageType: .alert,
            references: alerts.map { Alert.Reference(sender: $0.sender, identifier: $0.identifier, sent: $0.sent) },
            capCategory: gravest.capCategory, category: gravest.category, urgency: .expected, severity: gravest.severity,
            certainty: gravest.certainty, effective: now, onset: alerts.map(\.onset).min() ?? now,
            expires: alerts.map(\.expires).max() ?? now, french: DigestWording.french(alerts.map(\.french.headline), surplus: surplus),
            english: DigestWording.english(alerts.map(\.english.headline), surplus: surplus),
            cells: everywhere ? [] : cells(alerts.flatMap(\.cells)), rule: "digest", thread: identifier, cause: "",
            audiences: alerts.reduce(into: Set<Audience>()) { $0.formUnion($1.audiences) },
            zones: everywhere ? [] : Set(alerts.flatMap(\.zones)).sorted(), place: Alert.Place(), responseTypes: [.monitor],
            occasion: .digest, isReleased: gravest.isReleased, gathered: threads)
    }

    private static func cells(_ cells: [Cell]) -> [Cell] {
        var (all, level) = (Set(cells), UInt8(0))
        while all.count > maximumCells, level < Cell.maximumLevel {
            level += 1
            all = Set(all.map { $0.level < level ? $0.ancestor(at: level) : $0 })
        }
        return Array(all.sorted().prefix(maximumCells))
    }

    /// 32 hexadecimal digits; each part with its length, so that no two lists of parts run together alike.
    private static func identifier(_ parts: [String]) -> String {
        let digest = hash.hash(parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) })
        return [digest.high, digest.low].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
