/// When means should stand.
public struct Deployment: Hashable, Sendable {
    /// Barriers stand from here on, seconds since 1970.
    public var barriersFrom: Int64
    /// Teams from here on.
    public var teamsFrom: Int64
    /// The half hour in which most is expected begins here; nil where past events do not tell.
    public var peak: Int64?
    /// Teams until here.
    public var teamsUntil: Int64
    /// How many moments of past incidents it rests on; 0: the rule of an hour before and after.
    public var rests: Int

    /// Barriers two hours before people come; teams from when one incident in twenty of events like it had been to when one in twenty was
    /// left, at least from half an hour before to half an hour after.
    init(for event: PlannedEvent, from similar: [SimilarEvent]) {
        let length = Double(event.end - event.start)
        var moments: [(value: Double, weight: Double)] = []
        for one in similar {
            let past = one.past.event
            let pastLength = Double(past.end - past.start)
            for moment in one.past.moments {
                // Before and after by the clock, during by the part that is over: events of other lengths compare.
                let seconds: Double =
                    moment < past.start
                    ? Double(moment - past.start)
                    : moment >= past.end ? length + Double(moment - past.end) : Double(moment - past.start) / pastLength * length
                moments.append((seconds, one.closeness))
            }
        }
        rests = moments.count
        guard moments.count >= Self.leastMoments else {
            (teamsFrom, teamsUntil, peak) = (event.start - 3_600, event.end + 3_600, nil)
            barriersFrom = event.start - 7_200
            return
        }
        let sorted = moments.sorted { $0.value < $1.value }
        let total = sorted.reduce(0) { $0 + $1.weight }
        func quantile(_ level: Double) -> Double {
            var passed = 0.0
            for entry in sorted {
                passed += entry.weight
                if passed >= level * total { return entry.value }
            }
            return sorted.last?.value ?? 0
        }
        func quarter(_ seconds: Double, _ rule: FloatingPointRoundingRule) -> Int64 { Int64((seconds / 900).rounded(rule)) * 900 }
        teamsFrom = event.start + min(-1_800, quarter(quantile(0.05), .down))
        teamsUntil = max(event.end + 1_800, event.start + quarter(quantile(0.95), .up))
        barriersFrom = min(event.start - 7_200, teamsFrom)
        var halves: [Int64: Double] = [:]
        for entry in sorted { halves[Int64((entry.value / 1_800).rounded(.down)), default: 0] += entry.weight }
        peak = halves.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { event.start + $0.key * 1_800 }
    }

    private static let leastMoments = 10
}
