import Domain
public import Logging
public import Schema
public import ServiceLifecycle
import Synchronization
import Tracing

/// Answers calls and serves feeds on one endpoint.
///
///     let server = try Server(context: context, name: "ingestion", endpoint: "tcp://127.0.0.1:7401", security: security, logger: logger)
///     server.handle(Method.push) { request, context throws(CallError) in … }
///     try await server.run()
///
/// It answers Health, Reflection and Feed by itself. A graceful shutdown refuses new calls, lets the running ones finish, ends feeds with
/// UNAVAILABLE so that their clients subscribe elsewhere, and then closes.
public final class Server: Service {
    private let context: TransportContext
    private let link: ServerLink
    private let version: String
    private let events: AsyncStream<ServerEvent>
    private let feeds: FeedTable
    private let meter: CallMeter

    private struct State {
        var bound: String?
        var health: (@Sendable () async -> HealthReply)?
    }

    /// Guards the few things that are set while the server runs.
    private let state = Mutex(State())

    /// A server that is not listening yet. `endpoint` may end in `:*` for a free port.
    public init(
        context: TransportContext, name: String, endpoint: String, security: ServerSecurity, limits: ServerLimits = ServerLimits(),
        version: String = "", logger: Logger
    ) {
        self.context = context
        self.version = version
        let (events, continuation) = AsyncStream.makeStream(
            of: ServerEvent.self, bufferingPolicy: .bufferingOldest(limits.calls + limits.feeds))
        self.events = events
        feeds = FeedTable()
        meter = CallMeter(server: name)
        link = ServerLink(
            id: context.nextID(), name: name, endpoint: endpoint, security: security, limits: limits, routes: Routes(),
            events: continuation, logger: logger)
        answerForItself()
    }

    /// Sets, or replaces, the handler of a method; may be called while running.
    public func handle(_ method: String, _ handler: @escaping CallHandler) { link.routes.set(method, handler) }

    /// Serves a territory's journal as a feed; may be called while running. Replaces what was served for the territory before.
    public func serve(feed: any FeedSource) { feeds.add(feed) }

    /// Serves a territory no more: new subscriptions are refused, those that run go on until their source ends.
    public func withdraw(feed territory: String) { feeds.remove(territory) }

    /// Sets who says how the service is; without it the server says that it serves.
    public func health(_ provider: @escaping @Sendable () async -> HealthReply) { state.withLock { $0.health = provider } }

    /// Where it listens; what was asked for, as long as it does not.
    public var boundEndpoint: String { state.withLock { $0.bound } ?? link.endpoint }

    /// Starts to listen, and says where. `run` does it where nobody has.
    @discardableResult
    public func bind() async throws(TransportError) -> String {
        if let bound = state.withLock({ $0.bound }) { return bound }
        let answer = Answer<Result<String, TransportError>>()
        guard await context.queue.submit(.bind(link, answer)) else { throw .closed }
        let endpoint = try await answer.value().get()
        state.withLock { $0.bound = endpoint }
        link.logger.info("listening", metadata: ["endpoint": "\(endpoint)", "server": "\(link.name)"])
        return endpoint
    }

    /// Listens and answers until the service group asks for a graceful shutdown (drains), or the task is cancelled (stops at once).
    public func run() async throws {
        try await bind()
        let (queue, id) = (context.queue, link.id)
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await withDiscardingTaskGroup { group in
                    for await event in events {
                        switch event {
                        case .call(let call): group.addTask { await self.answer(call) }
                        case .feed(let feed): group.addTask { await self.produce(feed) }
                        }
                    }
                }
            } onCancel: {
                queue.post(.abandon(server: id))
            }
        } onGracefulShutdown: {
            queue.post(.drain(server: id))
        }
        let unbound = Answer<Void>()
        if queue.post(.unbind(server: id, unbound)) { await unbound.value() }
        link.logger.info("closed", metadata: ["server": "\(link.name)"])
    }

    /// Drains as a graceful shutdown does, without a service group; `run` then returns.
    public func drain() { context.queue.post(.drain(server: link.id)) }

    private func answer(_ call: IncomingCall) async {
        let result = await call.active.run {
            await TraceContext.serving(call.context) { () async -> Result<[UInt8], CallError> in
                do throws(CallError) {
                    return .success(try await call.handler(call.body, call.context))
                } catch {
                    return .failure(error)
                }
            }
        }
        meter.answered(call.context.method, result)
        _ = await context.queue.submit(.reply(server: link.id, call.key, result))
    }

    private func produce(_ feed: IncomingFeed) async {
        let (queue, id) = (context.queue, link.id)
        let error = await feed.active.run { () async -> CallError? in
            let outlet = FeedOutlet(lane: feed.lane) { item in await queue.submit(.item(server: id, feed.key, item)) }
            do throws(CallError) {
                if feed.context.method == Method.subscribe {
                    try await feeds.serve(feed, limits: link.limits, to: outlet)
                } else {
                    try await watchHealth(outlet)
                }
                return nil
            } catch {
                return error
            }
        }
        _ = await queue.submit(.feedEnded(server: id, feed.key, error))
    }

    private func watchHealth(_ outlet: FeedOutlet) async throws(CallError) {
        while await outlet.budget() != nil {
            guard await outlet.send(await currentHealth().encoded()) else { return }
            do { try await Task.sleep(for: link.limits.watchInterval) } catch { return }
        }
    }

    private func currentHealth() async -> HealthReply {
        if let provider = state.withLock({ $0.health }) { return await provider() }
        return HealthReply(
            status: .serving, service: link.name, version: version, uptime: 0, feeds: [], lastError: "", reasons: [])
    }

    /// The methods that every server has.
    private func answerForItself() {
        handle(Method.healthCheck) { [weak self] _, _ throws(CallError) in
            guard let self else { throw CallError(.unavailable, "the server is going away") }
            return await self.currentHealth().encoded()
        }
        handle(Method.describe) { [weak self] _, context throws(CallError) in
            guard let self else { throw CallError(.unavailable, "the server is going away") }
            return self.description(for: context.peer).encoded()
        }
        handle(Method.commit) { [weak self] request, context throws(CallError) in
            guard let self else { throw CallError(.unavailable, "the server is going away") }
            try await self.feeds.commit(request, peer: context.peer)
            return CommitReply().encoded()
        }
        handle(Method.forget) { [weak self] request, _ throws(CallError) in
            guard let self else { throw CallError(.unavailable, "the server is going away") }
            return try await self.feeds.forget(request).encoded()
        }
    }

    /// What a peer can do here.
    private func description(for peer: Peer) -> DescribeReply {
        let methods = (link.routes.methods + [Method.subscribe, Method.healthWatch]).sorted().filter(peer.mayCall)
        return DescribeReply(service: link.name, version: version, methods: methods, feeds: feeds.descriptions(for: peer))
    }
}
