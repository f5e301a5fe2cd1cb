import Synchronization

/// Which handler answers which method; may grow while the server runs.
final class Routes: Sendable {
    /// Guards the table that tasks extend and the socket's thread reads.
    private let handlers = Mutex<[String: CallHandler]>([:])

    /// Sets, or replaces, the handler of a method.
    func set(_ method: String, _ handler: @escaping CallHandler) { handlers.withLock { $0[method] = handler } }

    /// The handler of a method.
    func handler(of method: String) -> CallHandler? { handlers.withLock { $0[method] } }

    /// All methods, in order.
    var methods: [String] { handlers.withLock { $0.keys.sorted() } }
}
