import Domain
import Foundation

/// An alert as JSON, in CAP's words (OASIS CAP 1.2, clause 3.2), for webhooks.
struct AlertJSON: Encodable {
    private let alert: Alert

    init(_ alert: Alert) { self.alert = alert }

    private enum Key: String, CodingKey {
        case identifier, sender, sent, status, msgType, references, thread, category, code, event, urgency, severity, certainty, effective,
            onset
        case expires, headline, description, instruction, areaDesc, zones, cells, occasion, audiences, responseType, rule
    }

    private struct Both: Encodable {
        let fr: String
        let en: String
    }

    func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(alert.identifier, forKey: .identifier)
        try box.encode(alert.sender, forKey: .sender)
        for (key, time) in [(Key.sent, alert.sent), (.effective, alert.effective), (.onset, alert.onset), (.expires, alert.expires)] {
            try box.encode(Self.time(time), forKey: key)
        }
        for (key, word) in [
            (Key.status, "\(alert.status)"), (.msgType, "\(alert.messageType)"), (.urgency, "\(alert.urgency)"),
            (.severity, "\(alert.severity)"), (.certainty, "\(alert.certainty)"),
        ] { try box.encode(word.prefix(1).uppercased() + word.dropFirst(), forKey: key) }
        try box.encode(alert.references.map { "\($0.sender),\($0.identifier),\(Self.time($0.sent))" }, forKey: .references)
        try box.encode(alert.thread, forKey: .thread)
        try box.encode(alert.capCategory, forKey: .category)
        try box.encode(alert.category.code, forKey: .code)
        for (key, path) in [
            (Key.event, \Alert.Wording.event), (.headline, \.headline), (.description, \.description), (.instruction, \.instruction),
        ] { try box.encode(Both(fr: alert.french[keyPath: path], en: alert.english[keyPath: path]), forKey: key) }
        try box.encode(Both(fr: alert.place.french, en: alert.place.english), forKey: .areaDesc)
        try box.encode(alert.zones, forKey: .zones)
        try box.encode(alert.cells.map { [Int($0.level), Int($0.column), Int($0.row)] }, forKey: .cells)
        try box.encode("\(alert.occasion)", forKey: .occasion)
        try box.encode(alert.audiences.sorted().map(\.name), forKey: .audiences)
        try box.encode(alert.responseTypes.map { "\($0)" }, forKey: .responseType)
        try box.encode(alert.rule, forKey: .rule)
    }

    /// CAP's dateTime: no `Z`, but an offset (clause 3.3.2).
    private static func time(_ seconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(seconds))
        return date.ISO8601Format(.iso8601.year().month().day().time(includingFractionalSeconds: false)) + "-00:00"
    }

    /// Bytes with keys in order: the same alert gives the same bytes, and so a signature that can be checked again.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? Array(encoder.encode(self))) ?? []
    }
}
