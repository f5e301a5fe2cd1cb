import Domain
import Schema
import Transport

/// The rows of a source that ingestion refused, known by their digests alone.
struct RefusedRows: Sendable {
    private let hash: SipHash128
    private let digests: Set<[UInt8]>

    private static let limit: UInt32 = 10_000
    private static let deadline = Duration.seconds(10)

    init(hash: SipHash128, digests: Set<[UInt8]>) {
        self.hash = hash
        self.digests = digests
    }

    /// Asks ingestion for them.
    init(of source: String, _ territory: String, _ client: Client) async throws {
        let request = DeadLettersRequest(territory: territory, source: source, limit: Self.limit)
        let answer = try await client.call(Method.deadLetters, request.encoded(), deadline: Self.deadline, idempotent: true)
        let reply = try DeadLettersReply(decoding: answer)
        guard let hash = SipHash128(key: reply.key) else {
            throw Failure(
                "ingestion gives no key to the digests: it is older than this command",
                "ingestion ne donne pas la clé des empreintes : elle est trop ancienne")
        }
        self.init(hash: hash, digests: Set(reply.letters.lazy.filter { $0.stage == "ingestion" }.map(\.digest)))
    }

    /// Whether an observation, as it is sent, was refused before.
    func contains(_ observation: Observation) -> Bool {
        let digest = hash.hash(observation.encoded())
        return digests.contains([digest.low, digest.high].flatMap { half in withUnsafeBytes(of: half.littleEndian) { Array($0) } })
    }
}
