import Crypto
import Domain
import Foundation

/// What came in a period, as one message (RFC 5322), in French or English.
struct DigestMessage: Sendable {
    let from: String
    let to: [String]
    let alerts: [Alert]
    let language: Alert.Language
    let territory: String
    let zone: TimeZone

    private func say(_ english: String, _ french: String) -> String { language == .french ? french : english }

    /// Lines that end in CRLF.
    ///
    /// - Parameter now: seconds since 1970.
    func bytes(at now: Int64) -> [UInt8] {
        let headers = [
            "From: \(from)", "To: \(to.joined(separator: ",\r\n "))", "Subject: \(MailText.header(subject))", "Date: \(date(now))",
            "Message-ID: <\(identifier)>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "Content-Language: \(language.rawValue)",
            // RFC 3834: no holiday replies.
            "Auto-Submitted: auto-generated",
        ]
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + MailText.body(text)).utf8)
    }

    /// The same alerts for the same people have the same identifier: a message that is handed over twice can be told.
    private var identifier: String {
        let all = (to + alerts.map(\.identifier)).joined(separator: "\u{0}")
        let hex = SHA256.hash(data: Array(all.utf8)).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "\(hex)@\(from.split(separator: "@").last.map(String.init) ?? "quietude")"
    }

    private var subject: String {
        let worst = alerts.map(\.severity).max() ?? .unknown
        if alerts.count == 1, let alert = alerts.first { return "\(territory): \(mark(alert)) \(words(alert).headline)" }
        return say(
            "\(territory): \(alerts.count) messages, worst \(name(worst))",
            "\(territory) : \(alerts.count) messages, au plus \(name(worst))")
    }

    private var text: String {
        alerts.map { alert in
            let words = words(alert)
            var lines = ["\(mark(alert)) · \(name(alert.severity)) · \(clock(alert.sent))", words.headline]
            let place = language == .french ? alert.place.french : alert.place.english
            if !place.isEmpty { lines.append(say("Where: ", "Où : ") + place) }
            if !words.description.isEmpty { lines.append(words.description) }
            if !words.instruction.isEmpty { lines.append(say("What to do: ", "À faire : ") + words.instruction) }
            if alert.messageType != .cancel { lines.append(say("Until ", "Jusqu'à ") + clock(alert.expires)) }
            lines.append(alert.identifier)
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n----\n\n")
    }

    private func words(_ alert: Alert) -> Alert.Wording {
        var words = alert.wording(language)
        if words.headline.isEmpty { words.headline = PushWords(alert, language).headline }
        return words
    }

    private func mark(_ alert: Alert) -> String {
        switch alert.messageType {
        case .alert: say("ALERT", "ALERTE")
        case .update: say("UPDATE", "MISE À JOUR")
        case .cancel: say("ALL CLEAR", "FIN D'ALERTE")
        }
    }

    private func name(_ severity: Severity) -> String {
        switch severity {
        case .unknown: say("severity not known", "gravité inconnue")
        case .minor: say("minor", "mineur")
        case .moderate: say("moderate", "modéré")
        case .severe: say("severe", "grave")
        case .extreme: say("extreme", "extrême")
        }
    }

    private func format(_ pattern: String, _ locale: String) -> DateFormatter {
        let format = DateFormatter()
        format.locale = Locale(identifier: locale)
        format.timeZone = zone
        format.dateFormat = pattern
        return format
    }

    private func clock(_ seconds: Int64) -> String {
        format(say("d MMMM yyyy, HH:mm", "d MMMM yyyy 'à' HH:mm"), say("en_GB", "fr_FR")).string(
            from: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// RFC 5322, clause 3.3.
    private func date(_ seconds: Int64) -> String {
        format("EEE, d MMM yyyy HH:mm:ss Z", "en_US_POSIX").string(from: Date(timeIntervalSince1970: Double(seconds)))
    }
}
