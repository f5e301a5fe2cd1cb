import Domain
import Metrics
import Synchronization

/// Counts the calls of one server by method and status.
final class CallMeter: Sendable {
    private struct Key: Hashable {
        let method: String
        let status: StatusCode
    }

    private let server: String
    /// Guards the counters that were made so far; making one costs a look into the metrics system.
    private let counters = Mutex<[Key: Counter]>([:])

    init(server: String) { self.server = server }

    /// A call was answered.
    func answered(_ method: String, _ result: Result<[UInt8], CallError>) {
        let status: StatusCode = if case .failure(let error) = result { error.status } else { .ok }
        let key = Key(method: method, status: status)
        let counter = counters.withLock { counters in
            if let counter = counters[key] { return counter }
            let counter = Counter(
                label: "quietude_transport_calls_total",
                dimensions: [("server", server), ("method", method), ("status", status.name)])
            counters[key] = counter
            return counter
        }
        counter.increment()
    }
}
