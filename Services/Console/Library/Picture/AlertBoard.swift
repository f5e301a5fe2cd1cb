public import Domain

/// All alerts' lives by thread. Bounded: ended ones go, oldest first.
public struct AlertBoard: Sendable {
    private var threads: [String: AlertThread] = [:]
    /// The thread of each message held.
    private var threadOf: [String: String] = [:]
    /// The thread that rests on each signal or forecast.
    private var threadOfCause: [String: String] = [:]
    /// Silences by the thread that the console made them for.
    public private(set) var silences: [String: Silence] = [:]

    /// Threads kept.
    private static let maximum = 20_000
    /// How the console names a silence that it makes for one alert.
    public static let silencePrefix = "alert/"

    /// No alert.
    public init() {}

    /// All of them.
    public var all: some Collection<AlertThread> { threads.values }

    /// How many.
    public var count: Int { threads.count }

    /// By thread, or by the identifier of one of its messages.
    public func thread(_ identifier: String) -> AlertThread? { threads[threadOf[identifier] ?? identifier] }

    /// The thread that rests on a signal, by the signal's identifier; nil where none does.
    public func thread(causedBy signals: Set<String>) -> String? {
        signals.lazy.compactMap { threadOfCause[$0] }.first
    }

    /// Takes a message; returns its thread.
    @discardableResult
    public mutating func add(_ alert: Alert) -> String {
        let key = alert.thread.isEmpty ? alert.identifier : alert.thread
        if threads[key] == nil { threads[key] = AlertThread(alert) } else { threads[key]?.add(alert) }
        threadOf[alert.identifier] = key
        if !alert.cause.isEmpty { threadOfCause[alert.cause] = key }
        if threads.count > AlertBoard.maximum { makeRoom() }
        return key
    }

    /// Takes what someone did; returns the thread that it is about.
    @discardableResult
    public mutating func add(_ action: AlertAction) -> String? {
        switch action.kind {
        case .silence, .unsilence:
            guard let silence = action.silence, silence.identifier.hasPrefix(AlertBoard.silencePrefix) else { return nil }
            let thread = AlertBoard.thread(ofSilence: silence.identifier)
            silences[thread] = action.kind == .silence ? silence : nil
            threads[thread]?.add(action)
            return thread
        default:
            let thread = threadOf[action.alert] ?? action.alert
            threads[thread]?.add(action)
            return threads[thread] == nil ? nil : thread
        }
    }

    /// Takes what someone wrote.
    public mutating func add(_ comment: Comment) {
        guard threads[comment.thread]?.comments.count ?? .max < AlertThread.maximumActions else { return }
        threads[comment.thread]?.comments.append(comment)
    }

    /// Forgets those that ended before an instant.
    public mutating func drop(before instant: Int64) {
        remove(threads.filter { max($0.value.latest.expires, $0.value.latest.sent) < instant }.map(\.key))
    }

    /// The thread in a silence's name: `alert/THREAD` or `alert/THREAD/NUMBER`.
    static func thread(ofSilence identifier: String) -> String {
        let rest = identifier.dropFirst(silencePrefix.count)
        guard let slash = rest.lastIndex(of: "/"), rest[rest.index(after: slash)...].allSatisfy(\.isNumber) else { return String(rest) }
        return String(rest[..<slash])
    }

    private mutating func makeRoom() {
        let oldest = threads.sorted { $0.value.latest.expires < $1.value.latest.expires }.prefix(AlertBoard.maximum / 10)
        remove(oldest.map(\.key))
    }

    private mutating func remove(_ keys: [String]) {
        for key in keys {
            for message in threads[key]?.messages ?? [] {
                threadOf[message.identifier] = nil
                if threadOfCause[message.cause] == key { threadOfCause[message.cause] = nil }
            }
            threads[key] = nil
            silences[key] = nil
        }
    }
}
