import CZeroMQ
import Glibc
import Logging

/// The work of the one thread that owns all sockets of a context: takes commands, reads sockets in bursts, lets time pass.
final class IOLoop {
    private enum Target {
        case wakeUp
        case access
        case server(ServerPort)
        case serverMonitor(ServerPort)
        case endpoint(ClientPort, Int)
        case endpointMonitor(ClientPort, Int)
    }

    /// Messages that are read from one socket before the others get their turn.
    private static let burst = 256

    private let context: LibraryContext
    private let queue: CommandQueue
    private let logger: Logger
    private var access: AccessControl?
    private var servers: [Int: ServerPort] = [:]
    private var clients: [Int: ClientPort] = [:]
    private var items: [zmq_pollitem_t] = []
    private var targets: [Target] = []
    private var hasChanged = true
    private var stopped: Answer<Void>?

    init(queue: CommandQueue, ioThreads: Int32, logger: Logger) throws(TransportError) {
        let context = try LibraryContext(ioThreads: ioThreads)
        access = try AccessControl(context)
        self.context = context
        self.queue = queue
        self.logger = logger
    }

    /// Runs until it is told to stop; gives whom to tell once everything is gone.
    func run() -> Answer<Void>? {
        var commands: [Command] = []
        while stopped == nil {
            queue.take(into: &commands)
            var now = Clocks.moment
            for command in commands { perform(command, now) }
            tick(now)
            if stopped != nil { break }
            if hasChanged { makePollSet() }
            let timeout = queue.fallAsleep() ? milliseconds(until: nextMoment, now) : 0
            let count = zmq_poll(&items, Int32(items.count), timeout)
            queue.awake()
            guard count > 0 else { continue }
            now = Clocks.moment
            for index in items.indices where items[index].revents != 0 { serve(targets[index], now) }
        }
        end()
        return stopped
    }

    private func perform(_ command: Command, _ now: Moment) {
        switch command {
        case .bind(let link, let answer): bind(link, answer)
        case .reply(let server, let key, let result): servers[server]?.reply(key, result, now)
        case .item(let server, let key, let body): servers[server]?.item(key, body, now)
        case .feedEnded(let server, let key, let error): servers[server]?.feedEnded(key, error, now)
        case .drain(let server): servers[server]?.drain(now)
        case .abandon(let server): servers[server]?.abandon(now)
        case .unbind(let server, let answer):
            if let port = servers[server] { port.unbind(answer, now) } else { answer.give(()) }
        case .open(let link):
            clients[link.id] = ClientPort(link, context, now: now)
            hasChanged = true
        case .call(let client, let call):
            if let port = clients[client] { port.start(call, now) } else { call.fail(CallError(.cancelled, "the client was closed")) }
        case .credit(let client, let callID, let bytes): clients[client]?.credit(callID, bytes)
        case .cancel(let client, let callID): clients[client]?.cancel(callID)
        case .close(let client):
            clients.removeValue(forKey: client)?.close()
            hasChanged = true
        case .stop(let answer): stopped = answer
        }
    }

    private func bind(_ link: ServerLink, _ answer: Answer<Result<String, TransportError>>) {
        do throws(TransportError) {
            if case .curve(_, let keys) = link.security { access?.authorise(domain: ServerPort.domain(link.id), keys) }
            let port = try ServerPort(link, context)
            servers[link.id] = port
            hasChanged = true
            answer.give(.success(port.endpoint))
        } catch {
            access?.authorise(domain: ServerPort.domain(link.id), nil)
            answer.give(.failure(error))
        }
    }

    private func serve(_ target: Target, _ now: Moment) {
        switch target {
        case .wakeUp: queue.wakeUp.clear()
        case .access:
            access?.answer(burst: IOLoop.burst, now: Clocks.wall) { domain, address in
                let port = servers.values.first { ServerPort.domain($0.link.id) == domain }
                port?.refusedConnection(.keyNotAuthorised, from: address, now)
            }
        case .server(let port): port.receive(burst: IOLoop.burst, now: now)
        case .serverMonitor(let port): port.watch(now)
        case .endpoint(let port, let index): port.receive(index, burst: IOLoop.burst, now: now)
        case .endpointMonitor(let port, let index): port.watch(index, now: now)
        }
    }

    private func tick(_ now: Moment) {
        for (id, port) in servers {
            if let moment = port.nextMoment, moment <= now { port.tick(now) }
            if port.isClosed(now) {
                servers[id] = nil
                access?.authorise(domain: ServerPort.domain(id), nil)
                hasChanged = true
            }
        }
        for port in clients.values {
            if let moment = port.nextMoment, moment <= now { port.tick(now, context) }
            if port.hasChanged {
                port.hasChanged = false
                hasChanged = true
            }
        }
    }

    private var nextMoment: Moment? {
        var next: Moment?
        for moment in servers.values.lazy.map(\.nextMoment) { if let moment { next = next.map { min($0, moment) } ?? moment } }
        for moment in clients.values.lazy.map(\.nextMoment) { if let moment { next = next.map { min($0, moment) } ?? moment } }
        return next
    }

    private func milliseconds(until moment: Moment?, _ now: Moment) -> Int {
        guard let moment else { return -1 }
        return Int(clamping: max(now.duration(to: moment).milliseconds, 0))
    }

    private func makePollSet() {
        hasChanged = false
        items.removeAll(keepingCapacity: true)
        targets.removeAll(keepingCapacity: true)
        items.append(zmq_pollitem_t(socket: nil, fd: queue.wakeUp.descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
        targets.append(.wakeUp)
        if let access { add(access.handle, .access) }
        for port in servers.values {
            add(port.socket.handle, .server(port))
            add(port.monitor.handle, .serverMonitor(port))
        }
        for client in clients.values {
            for (index, port) in client.ports {
                add(port.socket.handle, .endpoint(client, index))
                add(port.monitor.handle, .endpointMonitor(client, index))
            }
        }
    }

    private func add(_ socket: UnsafeMutableRawPointer, _ target: Target) {
        items.append(zmq_pollitem_t(socket: socket, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
        targets.append(target)
    }

    /// Lets go of every socket, in the order in which libzmq wants it, and of every task that still waits.
    private func end() {
        let now = Clocks.moment
        for command in queue.close() {
            switch command {
            case .bind(_, let answer): answer.give(.failure(.closed))
            case .unbind(_, let answer), .stop(let answer): answer.give(())
            case .call(_, let call): call.fail(CallError(.cancelled, "the transport was shut down"))
            default: break
            }
        }
        for port in servers.values {
            port.abandon(now)
            if case .closing(_, let answer) = port.phase { answer.give(()) }
        }
        for port in clients.values { port.close() }
        targets.removeAll()
        servers.removeAll()
        clients.removeAll()
        access = nil
    }
}
