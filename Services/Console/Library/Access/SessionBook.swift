/// Who is signed in. Pure: the time and the random identifiers are given.
public struct SessionBook: Sendable {
    /// One signed-in browser.
    public struct Session: Hashable, Sendable {
        /// As the person is called on screen and in the ledger: a post or a pseudonym of the provider, not looked into.
        public var name: String
        /// What it may do.
        public var role: Role
        /// What every action must bring along.
        public var csrf: String
        /// Seconds; the session ends then whatever happens.
        public var expires: Int64
        /// Seconds; of the last request.
        public var seen: Int64
    }

    /// Seconds without a request after which a session ends.
    public let idle: Int64
    /// Seconds after which it ends anyway.
    public let lifetime: Int64
    /// Sessions at once; the one unseen for longest makes room.
    public let maximum: Int
    private var sessions: [String: Session] = [:]

    /// An empty book.
    public init(idle: Int64 = 1_800, lifetime: Int64 = 28_800, maximum: Int = 1_000) {
        self.idle = max(60, idle)
        self.lifetime = max(60, lifetime)
        self.maximum = max(1, maximum)
    }

    /// How many there are, ended ones that nobody asked for included.
    public var count: Int { sessions.count }

    /// Opens a session. `identifier` is a digest of what the browser holds, so that the book opens nothing; `csrf` is random, of 128 bits or
    /// more.
    public mutating func open(_ identifier: String, name: String, role: Role, csrf: String, now: Int64) -> Session {
        sessions = sessions.filter { isAlive($0.value, now) }
        if sessions.count >= maximum, let oldest = sessions.min(by: { $0.value.seen < $1.value.seen }) { sessions[oldest.key] = nil }
        let session = Session(name: name, role: role, csrf: csrf, expires: now + lifetime, seen: now)
        sessions[identifier] = session
        return session
    }

    /// The session of an identifier, seen now; nil where it never was or has ended.
    public mutating func find(_ identifier: String, now: Int64) -> Session? {
        guard var session = sessions[identifier] else { return nil }
        guard isAlive(session, now) else {
            sessions[identifier] = nil
            return nil
        }
        session.seen = max(session.seen, now)
        sessions[identifier] = session
        return session
    }

    /// Whether a session goes on; looking is not being seen.
    public func isOpen(_ identifier: String, now: Int64) -> Bool { sessions[identifier].map { isAlive($0, now) } ?? false }

    /// Ends a session.
    public mutating func close(_ identifier: String) { sessions[identifier] = nil }

    private func isAlive(_ session: Session, _ now: Int64) -> Bool { now < session.expires && now < session.seen + idle }
}
