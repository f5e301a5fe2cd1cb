import Domain
import Schema
import Transport

extension ServiceEnvironment {
    /// Answers `DeadLetters/List`: the records that this service's stages set aside, for whoever runs the house.
    public func serveDeadLetters() {
        let (journals, name) = (journals, name)
        server.handle(Method.deadLetters) { request, context throws(CallError) in
            guard [.operator, .console, .service].contains(context.peer.role) else {
                throw CallError(.permissionDenied, "records between services are for whoever runs the house; ask ingestion for your own")
            }
            let asked: DeadLettersRequest
            do throws(SchemaError) { asked = try DeadLettersRequest(decoding: request) } catch {
                throw CallError(.invalidArgument, "the request cannot be read: \(error)")
            }
            guard let opened = await journals.opened().first(where: { $0.journal.territory == asked.territory }) else {
                throw CallError(.notFound, "\(name) has no journal of \(asked.territory.debugDescription) yet")
            }
            do {
                return try await DeadLetters(readingFrom: opened.journal).reply(to: asked, of: name).encoded()
            } catch {
                throw CallError(.unavailable, "the dead letters cannot be read now: \(error)", retryAfter: .seconds(1))
            }
        }
    }
}

extension DeadLetters {
    /// Letters shown where the request does not say how many.
    private static let shown = 1_000

    /// What a request asks for. A record has no source any more: its upstream is told as the field.
    func reply(to request: DeadLettersRequest, of service: String) -> DeadLettersReply {
        guard request.source.isEmpty else { return DeadLettersReply(service: service, letters: [], counts: []) }
        let wanted = kept.filter { request.reason.isEmpty || $0.reason == request.reason }
        var counts: [String: [String: UInt64]] = [:]
        for letter in wanted { counts[letter.upstream, default: [:]][letter.reason, default: 0] += 1 }
        let earlier = total - UInt64(kept.count)
        if earlier > 0, request.reason.isEmpty { counts["", default: [:]]["no longer kept"] = earlier }
        let limit = request.limit == 0 ? Self.shown : Int(request.limit)
        return DeadLettersReply(
            service: service,
            letters: wanted.suffix(limit).map { letter in
                DeadLetterEntry(
                    stage: service, field: "\(letter.upstream)/\(letter.type.name)", reason: letter.reason, position: letter.sequence)
            },
            counts: counts.sorted { $0.key < $1.key }.flatMap { upstream, reasons in
                reasons.sorted { $0.key < $1.key }.map { reason, count in
                    DeadLetterCount(source: "", stage: service, field: upstream, reason: reason, count: count)
                }
            })
    }
}
