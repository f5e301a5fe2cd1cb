import Dispatch
import Glibc
import ServiceLifecycle
import Synchronization

/// Tells whoever wants to know that SIGHUP came: read keys and registers again.
public final class ReloadSignal: Service {
    private let listeners = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let next = Atomic<Int>(0)

    /// No listener yet.
    public init() {}

    /// An event each time; several that come while the listener is busy are one.
    public func events() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = next.add(1, ordering: .relaxed).newValue
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.removeValue(forKey: number) }
        }
        listeners.withLock { $0[number] = continuation }
        return stream
    }

    /// Tells every listener, as SIGHUP does.
    public func reload() {
        for continuation in listeners.withLock({ Array($0.values) }) { continuation.yield() }
    }

    /// Listens for SIGHUP until a graceful shutdown.
    public func run() async throws {
        // Without this the default action, ending the process, would come first.
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP)
        source.setEventHandler { [weak self] in self?.reload() }
        source.resume()
        defer { source.cancel() }
        try? await gracefulShutdown()
        for continuation in listeners.withLock({ Array($0.values) }) { continuation.finish() }
    }
}
