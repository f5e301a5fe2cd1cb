import Console
import Domain
import Runtime
import Schema
import Transport

/// Forwards what an operator does with an alert to notification, which keeps it and tells every console by its feed.
struct ActionSender: Sendable {
    let environment: ServiceEnvironment

    /// Sends; throws a problem that the page can show.
    func send(_ action: AlertAction) async throws {
        let reply: AlertActionReply
        do throws(CallError) {
            let bytes = try await environment.client(of: "notification").call(
                Method.act, action.encoded(), deadline: .seconds(5), idempotent: true)
            do throws(SchemaError) { reply = try AlertActionReply(decoding: bytes) } catch {
                throw CallError(.internal, "the reply cannot be read")
            }
        } catch {
            environment.logger.warning("An action was not taken", metadata: ["kind": "\(action.kind)", "reason": "\(error)"])
            throw Problem(
                .serviceUnavailable, "Notification did not take it (\(error.status.name)): try again in a moment.",
                "La notification ne l'a pas pris (\(error.status.name)) : réessayer dans un instant.", retryAfter: 2)
        }
        if !reply.known, action.kind != .unsilence { throw Problem.notFound("alert in notification's journal") }
    }
}
