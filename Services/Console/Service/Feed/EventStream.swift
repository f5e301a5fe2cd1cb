import Console

/// The browsers of one territory, and the last events. Owned by the desk's actor.
struct EventStream {
    /// One browser's stream.
    struct Watcher: Sendable {
        let number: Int
        /// Texts as they go over the wire; ends where the browser is too slow.
        let texts: AsyncStream<String>
    }

    private struct Place {
        let continuation: AsyncStream<String>.Continuation
        let caller: String
        /// It is ended then, and comes back by itself: its rights are asked anew.
        let until: ContinuousClock.Instant
    }

    private var log: EventLog
    private var watchers: [Int: Place] = [:]
    private var next = 0

    /// Events that one browser may be behind.
    private static let backlog = 256
    /// Browsers of one territory.
    private static let maximumWatchers = 500
    /// Of one caller: windows and tabs of one session.
    private static let maximumOfCaller = 16
    private static let longest = Duration.seconds(3_600)

    init(epoch: String) { log = EventLog(epoch: epoch) }

    mutating func send(_ name: String, _ data: String) { pour(log.text(log.add(name, data))) }

    /// A comment line, so that proxies and browsers see that the line is alive; ends whoever has watched for an hour.
    mutating func beat(now: ContinuousClock.Instant = .now) {
        pour(":\n\n")
        for (number, place) in watchers where place.until <= now {
            place.continuation.finish()
            watchers[number] = nil
        }
    }

    private mutating func pour(_ text: String) {
        for (number, place) in watchers {
            if case .enqueued = place.continuation.yield(text) { continue }
            // Too slow: it comes back by itself and is told what it missed.
            place.continuation.finish()
            watchers[number] = nil
        }
    }

    mutating func watch(after identifier: String?, caller: String, hello: String) -> Watcher? {
        guard watchers.count < Self.maximumWatchers, watchers.values.count(where: { $0.caller == caller }) < Self.maximumOfCaller else {
            return nil
        }
        // What it missed does not count against its backlog.
        let missed = identifier.map { log.after($0) } ?? .some([])
        let (texts, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(Self.backlog + (missed?.count ?? 0) + 2))
        if missed == nil { continuation.yield("event: reset\ndata: {}\n\n") }
        continuation.yield("retry: 2000\nevent: hello\ndata: \(hello)\n\n")
        for event in missed ?? [] { continuation.yield(log.text(event)) }
        next += 1
        watchers[next] = Place(continuation: continuation, caller: caller, until: .now + Self.longest)
        return Watcher(number: next, texts: texts)
    }

    mutating func leave(_ watcher: Watcher) { watchers.removeValue(forKey: watcher.number)?.continuation.finish() }

    mutating func end() {
        for place in watchers.values { place.continuation.finish() }
        watchers = [:]
    }
}
