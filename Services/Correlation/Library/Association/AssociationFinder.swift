import Domain
import Foundation

/// Finds which category or reading leads which category, by how long and by how much, over all pairs and lags.
///
/// Per follower a baseline without any leader (`SeasonalBaseline`); per pair and lag a test of what the leader adds (`LaggedTest`), and for two
/// categories with positions one of what happens near the leader's incidents (`NearbyExcitation`). The false-discovery rate is controlled over
/// all of them at once. What another association of the same follower explains (a neighbouring lag, a common cause that was measured) is left
/// out: from the surest on, each has to hold beside those before it.
public struct AssociationFinder: Sendable {
    /// How associations are sought.
    public let settings: AssociationSettings

    /// A finder.
    public init(_ settings: AssociationSettings = AssociationSettings()) { self.settings = settings }

    /// One pair and lag that was tested.
    private struct Candidate {
        var association: Association
        let column: (leader: Int, lag: Int, daily: Bool)?
    }

    /// What was found, the surest first; `tests` is how many pairs and lags were looked at.
    public func find(in data: AssociationData) -> (associations: [Association], tests: Int) {
        let data = data.inOrder
        let seconds = data.events.lazy.flatMap(\.seconds)
        guard let first = seconds.min(), let last = seconds.max() else { return ([], 0) }
        let firstDay = first.floorDivided(by: 86_400)
        // A span of decades is a wrong date, not a series.
        let days = Int(min(last.floorDivided(by: 86_400) &- firstDay &+ 1, 36_600))
        let followers = data.events.filter { $0.seconds.count >= settings.minimumEvents }
            .map { AssociationSeries($0, firstDay: firstDay, days: days) }
        let leaders = followers + data.readings.map { AssociationSeries($0, firstDay: firstDay, days: days) }
        var candidates: [Candidate] = []
        for follower in followers { candidates += test(follower, leaders) }
        if settings.radius > 0 {
            for association in NearbyExcitation(settings).test(data) { candidates.append(Candidate(association: association, column: nil)) }
        }
        let adjusted = BenjaminiHochberg.adjusted(candidates.map(\.association.pValue))
        for index in candidates.indices { candidates[index].association.qValue = adjusted[index] }
        let tests = candidates.count
        let threshold = BenjaminiHochberg.threshold(candidates.map(\.association.pValue), level: settings.discoveryRate) ?? 0
        let found = candidates.filter { $0.association.pValue <= threshold }.sorted {
            AssociationFinder.precedes($0.association, $1.association)
        }
        var kept = found.filter { $0.column == nil }.map(\.association)
        for follower in followers {
            kept += standing(found.filter { $0.association.follower == follower.name }, follower, leaders, threshold)
        }
        return (kept.sorted(by: AssociationFinder.precedes), tests)
    }

    private static func precedes(_ left: Association, _ right: Association) -> Bool {
        (left.pValue, left.leader, left.follower, left.lagHours) < (right.pValue, right.leader, right.follower, right.lagHours)
    }

    private func test(_ follower: AssociationSeries, _ leaders: [AssociationSeries]) -> [Candidate] {
        var candidates: [Candidate] = []
        for daily in [false, true] {
            let suited = leaders.indices.filter {
                leaders[$0].name != follower.name && (follower.dayOnly || leaders[$0].dayOnly) == daily
            }
            guard !suited.isEmpty, let baseline = SeasonalBaseline(daily ? follower.daily : follower.hourly, daily: daily) else { continue }
            for leader in suited {
                guard let (step, usual) = leaders[leader].step(daily: daily) else { continue }
                for lag in daily ? settings.lagDays : settings.lagHours where lag > 0 || leaders[leader].isReading {
                    let column = AssociationFinder.shifted(daily ? leaders[leader].daily : leaders[leader].hourly, by: lag)
                    guard let test = LaggedTest(column, against: baseline, window: daily ? 7 : 24) else { continue }
                    candidates.append(
                        Candidate(
                            association: association(
                                leaders[leader], follower, hours: daily ? lag * 24 : lag, test, step: step, usual: usual),
                            column: (leader, lag, daily)))
                }
            }
        }
        return candidates
    }

    private func association(
        _ leader: AssociationSeries, _ follower: AssociationSeries, hours: Int, _ test: LaggedTest, step: Double, usual: Double
    ) -> Association {
        func ratio(_ exponent: Double) -> Double { exp(min(max(exponent * step, -50), 50)) }
        return Association(
            leader: leader.name, leaderIsReading: leader.isReading, follower: follower.name, lagHours: hours,
            rateRatio: ratio(test.coefficient), low: ratio(test.coefficient - 1.96 * test.error),
            high: ratio(test.coefficient + 1.96 * test.error), pValue: test.pValue, qValue: 1, step: step, usual: usual, place: .territory)
    }

    private static func shifted(_ values: [Double], by lag: Int) -> [Double] {
        lag == 0 ? values : Array(repeating: .nan, count: min(lag, values.count)) + values.dropLast(lag)
    }

    /// Those that hold beside the surer ones of the same follower.
    private func standing(
        _ found: [Candidate], _ follower: AssociationSeries, _ leaders: [AssociationSeries], _ threshold: Double
    ) -> [Association] {
        var kept: [Association] = []
        for daily in [false, true] {
            let own = found.filter { $0.column?.daily == daily }
            guard !own.isEmpty, var baseline = SeasonalBaseline(daily ? follower.daily : follower.hourly, daily: daily) else { continue }
            for candidate in own {
                guard let (leader, lag, _) = candidate.column, kept.count < 100 else { continue }
                let column = AssociationFinder.shifted(daily ? leaders[leader].daily : leaders[leader].hourly, by: lag)
                if !kept.isEmpty {
                    guard let again = LaggedTest(column, against: baseline, window: daily ? 7 : 24), again.pValue <= threshold else {
                        continue
                    }
                }
                kept.append(candidate.association)
                baseline = baseline.explaining(column)
            }
        }
        return kept
    }
}
