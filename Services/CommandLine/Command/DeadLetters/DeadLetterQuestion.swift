import Domain
import Runtime
import Schema
import Transport

/// Asks ingestion, and with the operator's key the services behind it, what they refused or set aside.
struct DeadLetterQuestion {
    /// What one service answered, or why it did not.
    struct Answer: Sendable {
        let service: String
        let reply: DeadLettersReply?
        let problem: String
    }

    let house: House
    let scope: DeadLettersCommand.Scope

    private static let deadline = Duration.seconds(5)

    func ask(_ request: DeadLettersRequest) async throws -> [Answer] {
        let connection = try Connection(house, key: scope.key)
        var answers: [Answer] = []
        // A partner sees its own sources, of which nobody behind ingestion knows.
        let services = scope.key == nil && scope.endpoint == nil ? ServiceAddress.all.map(\.name) : ["ingestion"]
        for service in services {
            let isIngestion = service == "ingestion"
            do {
                let client = try connection.client(
                    of: service, endpoint: isIngestion ? scope.endpoint : nil, serverKey: isIngestion ? scope.serverKey : nil)
                do throws(CallError) {
                    let reply = try await client.call(Method.deadLetters, request.encoded(), deadline: Self.deadline, idempotent: true)
                    answers.append(Answer(service: service, reply: try Self.decoded(reply), problem: ""))
                } catch {
                    // A service that has set nothing aside yet may not have a journal either.
                    let isNothing = error.status == .notFound && !isIngestion
                    let nothing = DeadLettersReply(service: service, letters: [], counts: [])
                    answers.append(
                        Answer(service: service, reply: isNothing ? nothing : nil, problem: "\(error.message) (\(error.status.name))"))
                }
                await client.close()
            }
        }
        await connection.close()
        return answers
    }

    /// Ingestion's own answer; throws a sentence where there is none.
    func askIngestion(_ request: DeadLettersRequest) async throws -> DeadLettersReply {
        let connection = try Connection(house, key: scope.key)
        let client = try connection.client(of: "ingestion", endpoint: scope.endpoint, serverKey: scope.serverKey)
        let result: Result<DeadLettersReply, CallError>
        do throws(CallError) {
            let reply = try await client.call(Method.deadLetters, request.encoded(), deadline: Self.deadline, idempotent: true)
            result = .success(try Self.decoded(reply))
        } catch {
            result = .failure(error)
        }
        await client.close()
        await connection.close()
        switch result {
        case .success(let reply): return reply
        case .failure(let error):
            throw Failure(
                "ingestion does not say what it refused: \(error.message) (\(error.status.name))",
                "ingestion ne dit pas ce qu'elle a refusé : \(error.message) (\(error.status.name))")
        }
    }

    private static func decoded(_ bytes: [UInt8]) throws(CallError) -> DeadLettersReply {
        do throws(SchemaError) { return try DeadLettersReply(decoding: bytes) } catch { throw CallError(.internal, "\(error)") }
    }
}
