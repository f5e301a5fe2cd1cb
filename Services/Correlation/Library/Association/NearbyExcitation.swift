import Domain
import Foundation

/// What happens near the incidents of a category in the hours after them, against the same places at the same hours of other weeks.
///
/// A time-stratified case-crossover (Maclure 1991; Lumley and Levy 2000): each leader's incident is its own control, up to four weeks before
/// and after, so place, rhythm of the week and slow change cannot confound. O against R in m control windows is binomial; weeks that vary
/// more than that widen the interval.
struct NearbyExcitation {
    private static let weeks: Int64 = 4
    private static let hours: Int64 = 24
    let settings: AssociationSettings

    init(_ settings: AssociationSettings) { self.settings = settings }

    /// What one pair counted at one lag.
    private struct Tally {
        var observed = 0.0
        var expected = 0.0
        var references = 0.0
        /// What was observed and expected after the incidents of each week.
        var byWeek: [Int64: SIMD2<Double>] = [:]
    }

    /// All ordered pairs of categories whose hours and positions are known, at 1 to 24 hours.
    func test(_ data: AssociationData) -> [Association] {
        let usable = data.events.filter {
            $0.seconds.count >= settings.minimumEvents && $0.easts.count == $0.seconds.count && !AssociationSeries.knowsDayOnly($0.seconds)
        }
        let seconds = usable.lazy.flatMap(\.seconds)
        guard usable.count > 1, let first = seconds.min(), let last = seconds.max() else { return [] }
        let span = first.floorDivided(by: 3_600)...last.floorDivided(by: 3_600)
        var found: [Association] = []
        let places = usable.map { PlacedHours($0, radius: settings.radius) }
        for leader in usable.indices {
            for follower in usable.indices where follower != leader {
                let tallies = tally(usable[leader], places[follower], span)
                for (index, tally) in tallies.enumerated() {
                    guard let association = association(tally, usable[leader].name, usable[follower].name, lag: index + 1) else { continue }
                    found.append(association)
                }
            }
        }
        return found
    }

    private func tally(_ leader: AssociationData.Events, _ follower: PlacedHours, _ span: ClosedRange<Int64>) -> [Tally] {
        var tallies = [Tally](repeating: Tally(), count: Int(NearbyExcitation.hours))
        var counts = [Double](repeating: 0, count: Int(NearbyExcitation.hours * (2 * NearbyExcitation.weeks + 1)))
        for index in leader.seconds.indices {
            let hour = leader.seconds[index].floorDivided(by: 3_600)
            for place in counts.indices { counts[place] = 0 }
            let reach = NearbyExcitation.weeks * 168
            follower.visit(
                east: leader.easts[index], north: leader.norths[index], hours: hour - reach...hour + reach + NearbyExcitation.hours
            ) {
                let apart = $0 - hour
                let week = (apart - 1).floorDivided(by: 168)
                let lag = apart - week * 168
                guard lag >= 1, lag <= NearbyExcitation.hours, abs(week) <= NearbyExcitation.weeks else { return }
                counts[Int((week + NearbyExcitation.weeks) * NearbyExcitation.hours + lag - 1)] += 1
            }
            let itsWeek = hour.floorDivided(by: 168)
            for lag in 1...NearbyExcitation.hours where span.contains(hour + lag) {
                let place = { (week: Int64) in Int((week + NearbyExcitation.weeks) * NearbyExcitation.hours + lag - 1) }
                let observed = counts[place(0)]
                var sum = 0.0
                for week in -NearbyExcitation.weeks...NearbyExcitation.weeks where week != 0 { sum += counts[place(week)] }
                guard observed > 0 || sum > 0 else { continue }
                var windows = 0.0
                for week in -NearbyExcitation.weeks...NearbyExcitation.weeks where week != 0 && span.contains(hour + lag + week * 168) {
                    windows += 1
                }
                guard windows > 0 else { continue }
                tallies[Int(lag) - 1].observed += observed
                tallies[Int(lag) - 1].expected += sum / windows
                tallies[Int(lag) - 1].references += sum
                tallies[Int(lag) - 1].byWeek[itsWeek, default: .zero] += SIMD2(observed, sum / windows)
            }
        }
        return tallies
    }

    private func association(_ tally: Tally, _ leader: String, _ follower: String, lag: Int) -> Association? {
        guard tally.expected > 0, tally.references >= 10 else { return nil }
        let (observed, expected) = (max(tally.observed, 0.5), tally.expected)
        // Control windows that stand for one window of the incident's own.
        let windows = tally.references / expected
        let pooled = (observed + tally.references) / (windows + 1)
        let likelihood = observed * log(observed / pooled) + tally.references * log(expected / pooled)
        let ratio = observed / expected
        let squares = tally.byWeek.keys.sorted().reduce(0.0) { sum, week in
            let counts = tally.byWeek[week] ?? .zero
            return sum + (counts.x - ratio * counts.y) * (counts.x - ratio * counts.y)
        }
        let spread = squares / max(observed * (1 + ratio / windows), 1e-9)
        let statistic = max(0, 2 * likelihood) / max(1, spread)
        let error =
            statistic > 0.25
            ? abs(log(ratio)) / statistic.squareRoot() : ((1 / observed + 1 / tally.references) * max(1, spread)).squareRoot()
        return Association(
            leader: leader, leaderIsReading: false, follower: follower, lagHours: lag, rateRatio: ratio,
            low: ratio * exp(-1.96 * error), high: ratio * exp(1.96 * error), pValue: erfc((statistic / 2).squareRoot()), qValue: 1,
            step: 1,
            usual: 0, place: .nearby(settings.radius))
    }
}

/// Events by place, their hours in order.
private struct PlacedHours {
    private struct Item {
        let hour: Int64
        let east: Double
        let north: Double
    }

    private struct Bucket: Hashable {
        let column: Int
        let row: Int
    }

    private let radius: Double
    private var buckets: [Bucket: [Item]] = [:]

    init(_ events: AssociationData.Events, radius: Double) {
        self.radius = radius
        for index in events.seconds.indices where events.easts[index].isFinite && events.norths[index].isFinite {
            buckets[bucket(events.easts[index], events.norths[index]), default: []].append(
                Item(hour: events.seconds[index].floorDivided(by: 3_600), east: events.easts[index], north: events.norths[index]))
        }
        for key in buckets.keys { buckets[key]?.sort { $0.hour < $1.hour } }
    }

    private func bucket(_ east: Double, _ north: Double) -> Bucket {
        Bucket(column: Int((east / radius).rounded(.down)), row: Int((north / radius).rounded(.down)))
    }

    func visit(east: Double, north: Double, hours: ClosedRange<Int64>, _ act: (Int64) -> Void) {
        guard east.isFinite, north.isFinite else { return }
        let centre = bucket(east, north)
        for row in -1...1 {
            for column in -1...1 {
                guard let items = buckets[Bucket(column: centre.column + column, row: centre.row + row)] else { continue }
                var (low, high) = (0, items.count)
                while low < high {
                    let middle = (low + high) / 2
                    if items[middle].hour < hours.lowerBound { low = middle + 1 } else { high = middle }
                }
                while low < items.count, items[low].hour <= hours.upperBound {
                    let (x, y) = (items[low].east - east, items[low].north - north)
                    if x * x + y * y <= radius * radius { act(items[low].hour) }
                    low += 1
                }
            }
        }
    }
}
