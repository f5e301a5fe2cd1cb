import Domain

/// How long after its event an observation comes: the least of each hour, which is what the source's clock and its way here make of it.
public struct ArrivalLag: Hashable, Sendable {
    /// Seconds ahead of our clock that no network explains.
    static let ahead = 60.0
    /// Seconds by which the least lag must have grown, and how many times itself.
    static let behind = 1_800.0
    static let behindTimes = 3.0
    /// Hours with data before anything is said of a change.
    static let learntAfter = 24.0

    private var current: Double?
    /// Of the last full hour that had any.
    public private(set) var last: Double?
    private var usual = 0.0
    private var hours = 0.0

    /// Nothing came yet.
    public init() {}

    /// A batch came: seconds between its latest event and its arrival.
    public mutating func add(_ lag: Double) { current = min(current ?? lag, lag) }

    /// An hour has passed.
    public mutating func close() {
        defer { current = nil }
        guard let current else { return }
        last = current
        guard condition == nil || hours < Self.learntAfter else { return }
        hours += 1
        usual += (current - usual) * max(1 / hours, 0.02)
    }

    /// Seconds by which the clock is ahead, or, negative, by which reports have become later; nil before that is known.
    public var skew: Double? {
        let lag = [current, last].compactMap { $0 }.min()
        guard let lag else { return nil }
        if lag < 0 { return -lag }
        return hours >= Self.learntAfter ? usual - lag : nil
    }

    /// What is unusual about it.
    public var condition: SourceIrregularity? {
        if let lag = [current, last].compactMap({ $0 }).min(), lag < -Self.ahead { return .clockAhead }
        guard hours >= Self.learntAfter, let last, last - usual > Self.behind, last > Self.behindTimes * max(usual, 1) else { return nil }
        return .clockBehind
    }

    func write(to writer: inout StateWriter) {
        writer.write(optional: current)
        writer.write(optional: last)
        writer.write(usual)
        writer.write(hours)
    }

    init(from reader: inout StateReader) throws(StateError) {
        current = try reader.optional()
        last = try reader.optional()
        usual = try reader.double()
        hours = try reader.double()
    }
}
