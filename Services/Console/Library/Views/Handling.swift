import Domain

/// Where an alert's handling stands, from what people did.
struct Handling {
    private var acknowledged: AlertAction?
    private var assigned: AlertAction?
    private var answer: AlertAction?
    private var silencedUntil: Int64?
    private let comments: Int

    init(_ thread: AlertThread, silence: Silence?, at instant: Int64) {
        for action in thread.actions where action.time <= instant {
            switch action.kind {
            case .acknowledge: acknowledged = acknowledged ?? action
            case .assign: assigned = action.team.isEmpty ? nil : action
            case .answer: answer = action
            case .silence, .unsilence: break
            }
        }
        if let silence, silence.holds(at: instant) { silencedUntil = silence.until }
        comments = thread.comments.count
    }

    private var state: String {
        if answer != nil { return "answered" }
        if silencedUntil != nil { return "silenced" }
        if assigned != nil { return "assigned" }
        return acknowledged == nil ? "open" : "acknowledged"
    }

    var json: JSON {
        [
            "state": .string(state), "acknowledged": acknowledged.map { Self.who($0) } ?? .null,
            "assigned": assigned.map { Self.who($0, ["to": .string($0.team)]) } ?? .null, "silencedUntil": .time(silencedUntil),
            "answer": answer.map { Self.who($0, ["value": .string("\($0.answer)")]) } ?? .null, "comments": .whole(comments),
        ]
    }

    private static func who(_ action: AlertAction, _ first: JSON = [:]) -> JSON {
        first.adding(["by": .string(action.role), "role": .string(action.role), "at": .time(action.time)])
    }
}
