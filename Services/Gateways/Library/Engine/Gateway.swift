public import ServiceLifecycle
public import Transport

/// A gateway at work: takes alerts from the public feed, delivers them, says what became of them.
///
/// Nothing in it is the house's own: it speaks what `PROTOCOL.md` says, with a key of role `gateway`.
public struct Gateway: Service {
    private let context: GatewayContext
    private let client: Client

    /// A gateway on a client of notification's.
    public init(context: GatewayContext, client: Client) {
        self.context = context
        self.client = client
    }

    /// Goes on until it is told to stop.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await AlertReceiver(context: context, client: client).run() }
                group.addTask { await Dispatcher(context: context).run() }
                group.addTask { await Acknowledger(context: context, client: client).run() }
                group.addTask { await LinkWatch(context: context, client: client).run() }
            }
        }
        await context.carrier.close()
        await client.close()
        context.store.close()
    }
}
