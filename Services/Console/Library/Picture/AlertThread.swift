public import Domain

/// The whole life of one alert: its messages, and what people did.
public struct AlertThread: Sendable {
    /// Where an alert stands.
    public enum State: String, Sendable {
        case inForce = "in-force"
        case cancelled, expired
    }

    /// Messages in the order in which they came; at least one.
    public internal(set) var messages: [Alert]
    /// What people did, oldest first.
    public internal(set) var actions: [AlertAction] = []
    /// What people wrote here, oldest first.
    public internal(set) var comments: [Comment] = []

    /// Messages kept of one alert: the first, and the latest of a storm.
    static let maximumMessages = 200
    static let maximumActions = 500

    init(_ alert: Alert) { messages = [alert] }

    /// The message that holds now.
    public var latest: Alert { messages[messages.count - 1] }

    /// The message that held at an instant; nil before the first.
    public func message(at instant: Int64) -> Alert? { messages.last { $0.sent <= instant } }

    /// Where it stands at an instant.
    public func state(at instant: Int64) -> State {
        guard let message = message(at: instant) else { return .expired }
        if message.messageType == .cancel { return .cancelled }
        return message.expires <= instant ? .expired : .inForce
    }

    mutating func add(_ alert: Alert) {
        guard !messages.contains(where: { $0.identifier == alert.identifier }) else { return }
        messages.append(alert)
        if messages.count > AlertThread.maximumMessages { messages.remove(at: 1) }
    }

    mutating func add(_ action: AlertAction) {
        guard !actions.contains(where: { $0.identifier == action.identifier }), actions.count < AlertThread.maximumActions else { return }
        actions.append(action)
    }
}

/// What a person wrote about an alert. Kept by the console alone.
public struct Comment: Hashable, Sendable {
    /// Thread of the alert.
    public var thread: String
    /// Seconds since 1970, wall clock.
    public var time: Int64
    /// As the session calls the person.
    public var author: String
    /// Of the author.
    public var role: String
    /// What was written.
    public var text: String

    /// A comment.
    public init(thread: String, time: Int64, author: String, role: String, text: String) {
        self.thread = thread
        self.time = time
        self.author = author
        self.role = role
        self.text = text
    }
}
