import Foundation

/// The access token of a service account, had anew before it ends. Guards the one that is kept.
actor AccessToken {
    /// Why there is none.
    struct Refused: Error {
        let result: DeliveryResult
    }

    private struct Reply: Decodable {
        let access_token: String
        let expires_in: Int64
    }

    private let account: ServiceAccount
    private let http: OutgoingHTTP
    private var kept: (token: String, until: Int64)?
    private var pending: Task<(token: String, until: Int64), any Error>?

    init(_ account: ServiceAccount, http: OutgoingHTTP) { (self.account, self.http) = (account, http) }

    /// The token; seconds since 1970. However many ask at once, one request is made.
    func value(at now: Int64) async throws -> String {
        if let kept, now < kept.until - 60 { return kept.token }
        let task = pending ?? Task { try await self.exchange(at: now) }
        pending = task
        defer { pending = nil }
        let fresh = try await task.value
        kept = fresh
        return fresh.token
    }

    /// The other side does not take it any more.
    func discard() { kept = nil }

    private func exchange(at now: Int64) async throws -> (token: String, until: Int64) {
        let assertion = try await account.assertion(at: now)
        let grant = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
        let answer = try await http.post(
            account.tokenURI, headers: [("content-type", "application/x-www-form-urlencoded")],
            body: Array("grant_type=\(grant)&assertion=\(assertion)".utf8))
        guard answer.status == 200, let reply = try? JSONDecoder().decode(Reply.self, from: Data(answer.body.utf8)) else {
            // Whoever runs the gateway can mend the account; alerts wait for that.
            throw Refused(
                result: .retry(
                    reason: "the token service answered \(answer.status)",
                    after: AnswerRules.retryAfter(answer.header("retry-after"), now: now)))
        }
        return (reply.access_token, now + max(60, min(reply.expires_in, 3_600)))
    }
}
