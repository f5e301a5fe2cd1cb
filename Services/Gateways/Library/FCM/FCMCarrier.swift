import Crypto
import Domain
import Foundation
import Logging

/// Alerts to phones by Firebase Cloud Messaging's HTTP v1 interface: `quietude-gateway-fcm`. A push carries headline and identifier alone.
struct FCMCarrier: Carrier {
    private let devices: DeviceFolder
    private let account: ServiceAccount
    private let token: AccessToken
    private let http: OutgoingHTTP
    private let url: String

    /// Reads `devices:`, `service-account-file:` and, for tests, `server:`; nil where they have faults, which are noted.
    init?(_ root: ConfigurationSection, http: OutgoingHTTP, logger: Logger) async {
        let folder = root.required("devices", "the folder of devices, a JSON file each")
        let server = root.text("server") ?? "https://fcm.googleapis.com"
        if !OutgoingHTTP.isSafe(server) { root.fault("server", "must be https://…, or http:// to this machine") }
        guard let json = SecretFile.read(root, "service-account-file") else { return nil }
        guard let account = await ServiceAccount(json: json) else {
            root.fault("service-account-file", "is no service account's JSON with project_id, client_email and private_key")
            return nil
        }
        guard OutgoingHTTP.isSafe(account.tokenURI) else {
            root.fault("service-account-file", "token_uri must be https://…")
            return nil
        }
        (self.account, self.http) = (account, http)
        token = AccessToken(account, http: http)
        url = "\(server)/v1/projects/\(account.project)/messages:send"
        devices = DeviceFolder(folder, logger: logger) { !$0.token.isEmpty }
    }

    func endpoints() async -> [Endpoint] { await devices.endpoints() }

    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult {
        guard let alert = alerts.first else { return .delivered }
        guard let device = await devices.device(endpoint) else { return .gone(reason: "the device was removed") }
        let body = FCMMessage(alert, device, now: now).bytes
        do {
            // A token that ended before its time is had anew, once.
            for attempt in 0..<2 {
                let bearer = try await token.value(at: now / 1_000)
                let answer = try await http.post(
                    url, headers: [("content-type", "application/json; charset=utf-8"), ("authorization", "Bearer \(bearer)")], body: body)
                if answer.status == 401, attempt == 0 {
                    await token.discard()
                    continue
                }
                return Self.result(answer, now: now / 1_000)
            }
            return .retry(reason: "FCM does not take the access token")
        } catch let refused as AccessToken.Refused {
            return refused.result
        } catch { return AnswerRules.failure(error, service: "FCM") }
    }

    func forget(_ endpoint: String) async { await devices.forget(endpoint) }
    func close() async { await http.close() }

    private struct Failure: Decodable {
        struct Problem: Decodable {
            struct Detail: Decodable { let errorCode: String? }
            let status: String?
            let details: [Detail]?
        }
        let error: Problem
    }

    /// Firebase's error codes ("REST Resource: ErrorCode") and what they mean for a delivery.
    static func result(_ answer: OutgoingHTTP.Answer, now: Int64) -> DeliveryResult {
        guard answer.status != 200 else { return .delivered }
        let failure = try? JSONDecoder().decode(Failure.self, from: Data(answer.body.utf8))
        let code = failure?.error.details?.lazy.compactMap(\.errorCode).first ?? failure?.error.status ?? ""
        let after = AnswerRules.retryAfter(answer.header("retry-after"), now: now)
        switch code {
        case "UNREGISTERED": return .gone(reason: "FCM: UNREGISTERED")
        // Google asks for a minute at least where it says nothing of its own.
        case "QUOTA_EXCEEDED": return .retry(reason: "FCM: QUOTA_EXCEEDED", after: after ?? .seconds(60))
        case "UNAVAILABLE", "INTERNAL": return .retry(reason: "FCM: \(code)", after: after)
        case "SENDER_ID_MISMATCH", "INVALID_ARGUMENT", "THIRD_PARTY_AUTH_ERROR": return .rejected(reason: "FCM: \(code)")
        default:
            if answer.status == 401 || answer.status == 403 { return .retry(reason: "FCM answered \(answer.status)", after: after) }
            return AnswerRules.result(answer, service: "FCM", now: now)
        }
    }
}
