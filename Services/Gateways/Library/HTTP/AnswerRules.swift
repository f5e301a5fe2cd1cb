import Foundation

/// What an answer's status means for a delivery, where the service has no better words (RFC 9110, clause 15).
enum AnswerRules {
    /// - Parameter now: seconds since 1970, for a `Retry-After` that is a date.
    static func result(_ answer: OutgoingHTTP.Answer, service: String, now: Int64) -> DeliveryResult {
        switch answer.status {
        case 200..<300: .delivered
        case 408, 425, 429, 500..<600:
            .retry(reason: "\(service) answered \(answer.status)", after: retryAfter(answer.header("retry-after"), now: now))
        case 410: .gone(reason: "\(service) answered 410")
        default: .rejected(reason: "\(service) answered \(answer.status)")
        }
    }

    /// `Retry-After`: seconds, or an HTTP date (RFC 9110, clause 10.2.3).
    static func retryAfter(_ value: String?, now: Int64) -> Duration? {
        guard let value = value?.trimmingCharacters(in: .whitespaces), !value.isEmpty else { return nil }
        if let seconds = Int64(value) { return seconds >= 0 ? .seconds(min(seconds, 86_400)) : nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let date = format.date(from: value) else { return nil }
        return .seconds(min(86_400, max(0, Int64(date.timeIntervalSince1970) - now)))
    }

    /// A failure before any answer: always worth another try. The kind of error alone is told, its text may hold an address.
    static func failure(_ error: any Error, service: String) -> DeliveryResult {
        .retry(reason: "\(service) cannot be reached (\(type(of: error)))")
    }
}
