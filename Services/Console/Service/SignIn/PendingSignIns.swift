import Foundation

/// What must be remembered between a browser's leave for the provider and its return.
struct PendingSignIn: Sendable {
    /// RFC 7636.
    let verifier: String
    let nonce: String
    /// Seconds since 1970.
    let began: Int64
}

/// Sign-ins under way, each good for once. The actor guards them; bounded in number and time.
actor PendingSignIns {
    private var waiting: [String: PendingSignIn] = [:]
    private static let maximum = 10_000
    private static let seconds: Int64 = 600

    func add(_ request: PendingSignIn, state: String) {
        waiting = waiting.filter { $0.value.began > request.began - Self.seconds }
        if waiting.count >= Self.maximum, let oldest = waiting.min(by: { $0.value.began < $1.value.began }) { waiting[oldest.key] = nil }
        waiting[state] = request
    }

    func take(state: String, now: Int64) -> PendingSignIn? {
        guard let request = waiting.removeValue(forKey: state), request.began > now - Self.seconds else { return nil }
        return request
    }
}
