import Domain

/// How far a territory's sources have reported, decided on arrival and written as records: the only place where a wall clock moves time.
///
/// - A source that declares its progress moves with what it declares; another with the latest event it sent, less its lateness.
/// - A source takes part once it was heard, and until it is silent for longer than it declared: then it is idle and holds nobody back.
/// - The territory's watermark is the least of those that take part. A live territory in which none does any more moves with the clock,
///   less the largest lateness; a replayed one moves only with its data.
/// - A record is due when the watermark passes a slot boundary. It never moves back, whatever the clock does.
public struct WatermarkMachine: Sendable {
    struct SourceState: Hashable, Sendable {
        /// How far it has reported; nil before it said anything of it.
        var watermark: Instant?
        /// When it was last heard, by ingestion's clock; nil before.
        var heard: Instant?
    }

    private var entries: [SourceEntry]
    private var live: Bool
    private var slotLength: UInt32
    var states: [String: SourceState] = [:]
    /// Ingestion's clock, which never moves back here.
    var clock = Instant.distantPast
    /// The watermark as last emitted.
    public internal(set) var emitted: Instant?

    /// A machine that has heard nothing yet.
    public init(register: Register) {
        entries = register.sources
        live = register.territory.live
        slotLength = register.territory.slotLength
    }

    /// Takes a new version of the register: what was heard of its sources stays, sources that are gone hold nothing back any more.
    public mutating func update(register: Register) {
        entries = register.sources
        live = register.territory.live
        slotLength = register.territory.slotLength
        let known = Set(entries.map(\.identifier))
        states = states.filter { known.contains($0.key) }
    }

    /// The time of an observation that moves its source: when it happened, or for what speaks of the future, when it was said.
    ///
    /// Nil where a plan does not say when it was said: it proves nothing about the past.
    @inlinable
    public static func eventTime(kind: SourceKind, phenomenonStart: Instant, resultTime: Instant?, arrival: Instant) -> Instant? {
        guard kind == .agenda || kind == .weather else { return phenomenonStart }
        if let resultTime { return resultTime }
        return kind == .weather && phenomenonStart <= arrival ? phenomenonStart : nil
    }

    /// A batch of a source was accepted, or heard again: `latest` is the greatest `eventTime` among what was accepted, nil where none.
    ///
    /// Returns a record to write in the same transaction as the batch, where one is due.
    public mutating func received(source: String, latest: Instant?, reportedUntil: Instant?, arrival: Instant) -> Watermark? {
        clock = max(clock, arrival)
        guard let entry = entries.first(where: { $0.identifier == source }) else { return nil }
        var state = states[source] ?? SourceState()
        state.heard = clock
        var reached = reportedUntil
        if !entry.watermarkDeclared, let latest {
            let proven = latest.advanced(byMilliseconds: -Int64(entry.lateness) * 1000)
            reached = max(reached ?? proven, proven)
        }
        // Nobody has reported what has not happened.
        if let reached { state.watermark = max(state.watermark ?? .distantPast, min(reached, clock)) }
        states[source] = state
        return due()
    }

    /// Time has passed: a live territory may move because a source fell idle, or because all is quiet.
    public mutating func tick(now: Instant) -> Watermark? {
        clock = max(clock, now)
        return live ? due() : nil
    }

    /// Every source's watermark as it stands, emitted or not: for status and metrics.
    public func current() -> [Watermark.Source] {
        entries.map { entry in
            let state = states[entry.identifier]
            return Watermark.Source(
                identifier: entry.identifier, kind: entry.kind, time: state?.watermark ?? Instant(milliseconds: 0),
                idle: !takesPart(entry, state))
        }
    }

    private func takesPart(_ entry: SourceEntry, _ state: SourceState?) -> Bool {
        guard let heard = state?.heard else { return false }
        return clock.milliseconds - heard.milliseconds <= Int64(entry.idleAfter) * 1000
    }

    private mutating func due() -> Watermark? {
        var least: Instant?
        var partakers = 0
        for entry in entries {
            guard let state = states[entry.identifier], takesPart(entry, state) else { continue }
            partakers += 1
            // Heard, but silent about how far it has reported: holds the others back until it says, or falls idle.
            let reached = state.watermark ?? .distantPast
            least = min(least ?? reached, reached)
        }
        if partakers == 0 {
            // Before any source was ever heard there is nothing to be late for, and history may still come in.
            guard live, states.values.contains(where: { $0.heard != nil }) else { return nil }
            least = clock.advanced(byMilliseconds: -Int64(entries.map(\.lateness).max() ?? 0) * 1000)
        }
        guard let least, least > .distantPast else { return nil }
        let boundary = Instant(seconds: TimeSlot(containing: least, length: slotLength).start)
        guard boundary > emitted ?? .distantPast else { return nil }
        emitted = boundary
        return Watermark(time: boundary, sources: current())
    }
}
