public import Domain

/// Signals of the last weeks, gathered by situation.
public struct SituationBoard: Sendable {
    /// What one situation was said to be, in the order in which it was said.
    private var situations: [String: [Signal]] = [:]
    private var situationOf: [String: String] = [:]

    private static let maximum = 20_000
    /// Versions kept of one situation: the first, and the latest of a storm.
    private static let maximumVersions = 100

    /// No signal.
    public init() {}

    /// How many situations.
    public var count: Int { situations.count }

    /// Takes a signal; returns the name of its situation.
    @discardableResult
    public mutating func add(_ signal: Signal) -> String {
        let key = SituationBoard.key(signal)
        var versions = situations[key] ?? []
        versions.append(signal)
        if versions.count > SituationBoard.maximumVersions { situationOf[versions.remove(at: 1).identifier] = nil }
        situations[key] = versions
        situationOf[signal.identifier] = key
        if situations.count > SituationBoard.maximum {
            let oldest = situations.sorted { ($0.value.last?.end ?? 0) < ($1.value.last?.end ?? 0) }.prefix(SituationBoard.maximum / 10)
            for (key, versions) in oldest { remove(key, versions) }
        }
        return key
    }

    /// The signal of an identifier.
    public func signal(_ identifier: String) -> Signal? {
        situationOf[identifier].flatMap { situations[$0] }?.last { $0.identifier == identifier }
    }

    /// What was said last of a situation.
    public func latest(_ key: String) -> Signal? { situations[key]?.last }

    /// Every identifier under which a situation was told.
    public func identifiers(of situation: String) -> Set<String> { Set((situations[situation] ?? []).map(\.identifier)).union([situation]) }

    /// The situations that a stretch of time saw, each as it was said last before the stretch's end; gravest first, then the least likely.
    public func seen(in stretch: Range<Int64>) -> [(key: String, signal: Signal)] {
        situations.compactMap { key, versions -> (String, Signal)? in
            guard
                let signal = versions.last(where: { $0.end <= stretch.upperBound })
                    ?? versions.first(where: { $0.start < stretch.upperBound }),
                signal.start < stretch.upperBound, signal.end > stretch.lowerBound, !SituationBoard.isOver(signal)
            else { return nil }
            return (key, signal)
        }.sorted { left, right in
            if left.1.severity != right.1.severity { return left.1.severity > right.1.severity }
            if left.1.pValue != right.1.pValue { return left.1.pValue < right.1.pValue }
            return left.0 < right.0
        }
    }

    /// Forgets those that ended before an instant.
    public mutating func drop(before instant: Int64) {
        for (key, versions) in situations where (versions.last?.end ?? 0) < instant { remove(key, versions) }
    }

    /// From this probability on a signal says that its situation is over: every detector ends what it told by one more signal, of which the
    /// count is not unusual any more (what it found was of less than it).
    private static let overLevel = 0.05

    /// Whether a signal says that its situation is over.
    public static func isOver(_ signal: Signal) -> Bool { signal.pValue >= overLevel || (signal.kind == .rule && signal.observed == 0) }

    /// The name of a signal's situation.
    public static func key(_ signal: Signal) -> String { signal.situation.isEmpty ? signal.identifier : signal.situation }

    private mutating func remove(_ key: String, _ versions: [Signal]) {
        situations[key] = nil
        for version in versions { situationOf[version.identifier] = nil }
    }
}
