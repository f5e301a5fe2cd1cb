import Domain
import Schema
import Synchronization

/// The feeds of one server, by territory; may grow while the server runs.
final class FeedTable: Sendable {
    /// Guards the table that tasks extend and read.
    private let sources = Mutex<[String: any FeedSource]>([:])

    /// Serves a source.
    func add(_ source: any FeedSource) { sources.withLock { $0[source.territory] = source } }

    /// Serves a territory no more.
    func remove(_ territory: String) { sources.withLock { $0[territory] = nil } }

    /// What a peer may read.
    func descriptions(for peer: Peer) -> [FeedDescription] {
        sources.withLock { Array($0.values) }
            .map { FeedDescription(territory: $0.territory, types: RecordType.allCases.filter($0.types.contains).filter(peer.mayRead)) }
            .filter { !$0.types.isEmpty }
            .sorted { $0.territory < $1.territory }
    }

    /// Produces a feed until it ends.
    func serve(_ feed: IncomingFeed, limits: ServerLimits, to outlet: FeedOutlet) async throws(CallError) {
        let request: SubscribeRequest
        do throws(SchemaError) { request = try SubscribeRequest(decoding: feed.body) } catch {
            throw CallError(.invalidArgument, "\(error)")
        }
        let source = try source(of: request.territory)
        let producer = try FeedProducer(source: source, request: request, peer: feed.context.peer, limits: limits)
        try await producer.run(outlet)
    }

    /// Moves a consumer's cursor.
    func commit(_ body: [UInt8], peer: Peer) async throws(CallError) {
        let request: CommitRequest
        do throws(SchemaError) { request = try CommitRequest(decoding: body) } catch { throw CallError(.invalidArgument, "\(error)") }
        guard !request.consumer.isEmpty else { throw CallError(.invalidArgument, "consumer is empty: name whose cursor is to move") }
        guard peer.mayConsume(as: request.consumer) else {
            throw CallError(.permissionDenied, "the key of \(peer.name) may not commit for \(request.consumer)")
        }
        let source = try source(of: request.territory)
        try FeedProducer.check(request.cursor, of: source)
        let head: UInt64
        do { head = try await source.extent().head } catch { throw FeedProducer.failure(error) }
        guard request.cursor.sequence <= head else {
            throw CallError(.outOfRange, "cursor \(request.cursor.sequence) is after the last record, \(head)")
        }
        do { try await source.commit(consumer: request.consumer, sequence: request.cursor.sequence) } catch {
            throw FeedProducer.failure(error)
        }
    }

    /// Forgets a consumer that does not come back.
    func forget(_ body: [UInt8]) async throws(CallError) -> ForgetReply {
        let request: ForgetRequest
        do throws(SchemaError) { request = try ForgetRequest(decoding: body) } catch { throw CallError(.invalidArgument, "\(error)") }
        guard !request.consumer.isEmpty else { throw CallError(.invalidArgument, "consumer is empty: name who is to be forgotten") }
        let source = try source(of: request.territory)
        do { return ForgetReply(known: try await source.forget(consumer: request.consumer)) } catch { throw FeedProducer.failure(error) }
    }

    private func source(of territory: String) throws(CallError) -> any FeedSource {
        guard let source = sources.withLock({ $0[territory] }) else {
            throw CallError(.notFound, "no feed of territory \(territory.prefix(64)) is served here: see \(Method.describe)")
        }
        return source
    }
}
