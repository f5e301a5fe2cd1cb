/// Local search: teams go to better places as long as that helps (Teitz and Bart 1968, "Heuristic methods for estimating the generalized
/// vertex median of a weighted graph"), one at a time, then two at a time.
///
/// Better is: less is owed to zones; as much, and more is covered. So no zone loses the share that it had.
struct Interchange {
    private(set) var field: CoverageField
    private(set) var posts: [Int]
    private let debts: ZoneDebts
    private var debt: Int64
    private var scratch: [Int64]
    private var touched: [Int] = []
    /// Pairs that may still be tried: a bound on time, counted in work and so the same on every machine.
    private var trials: Int

    /// How often the teams are gone through at the most; it ends by itself long before.
    private static let mostRounds = 20
    /// Places looked at for one that costs no zone its share.
    private static let mostTried = 2_000
    /// Places that the first of a pair is tried on.
    private static let firstPlaces = 12

    init(field: CoverageField, posts: [Int], debts: ZoneDebts) {
        self.field = field
        self.posts = posts
        self.debts = debts
        debt = debts.total(field.zoneCovered)
        scratch = [Int64](repeating: 0, count: debts.owed.count)
        trials = min(20_000, 20_000_000 / max(1, field.gains.count))
    }

    /// Each team in turn goes to where it does most, until none can do more.
    mutating func single() {
        for _ in 0..<Self.mostRounds {
            var improved = false
            for team in posts.indices {
                let (from, before) = (posts[team], field.covered)
                field.remove(from)
                let place = better(owed: debt, covered: before) ?? from
                field.add(place)
                posts[team] = place
                if place != from {
                    improved = true
                    debt = debts.total(field.zoneCovered)
                }
            }
            if !improved { break }
        }
    }

    /// Two teams are taken away; the first goes to each of the best places in turn, the second to where it then does most. True where a pair
    /// was found that does more: then one at a time may do more again.
    mutating func pairs() -> Bool {
        for one in posts.indices {
            for other in posts.indices where other > one {
                let (from, before) = ([posts[one], posts[other]], field.covered)
                for place in from { field.remove(place) }
                for first in top(Self.firstPlaces) {
                    guard trials > 0 else { break }
                    trials -= 1
                    field.add(first)
                    if let second = better(owed: debt, covered: before) {
                        field.add(second)
                        (posts[one], posts[other]) = (first, second)
                        debt = debts.total(field.zoneCovered)
                        return true
                    }
                    field.remove(first)
                }
                for place in from { field.add(place) }
                if trials <= 0 { return false }
            }
        }
        return false
    }

    /// The free places that add most, the first of equals first.
    private func top(_ count: Int) -> [Int] {
        var top: [Int] = []
        for index in field.gains.indices where field.isFree(index) {
            let gain = field.gains[index]
            if top.count == count, let last = top.last, field.gains[last] >= gain { continue }
            top.insert(index, at: top.firstIndex { field.gains[$0] < gain } ?? top.count)
            if top.count > count { top.removeLast() }
        }
        return top
    }

    /// Where one more team makes it better than what was owed and covered before; nil where nothing does.
    private mutating func better(owed: Int64, covered: Int64) -> Int? {
        let needed = covered - field.covered
        let open = debts.total(field.zoneCovered)
        if open == 0 {
            // Nothing hangs on this team but what it covers.
            guard let place = field.best(), field.gains[place] > needed || owed > 0 else { return nil }
            return place
        }
        if owed == 0 {
            var candidates = field.gains.indices.filter { field.isFree($0) && field.gains[$0] > needed }
            candidates.sort { (field.gains[$1], $0) < (field.gains[$0], $1) }
            for (tried, place) in candidates.prefix(Self.mostTried).enumerated()
            where open - debts.payment(at: place, field, &scratch, &touched) <= 0 {
                trials -= tried / 50
                return place
            }
            trials -= min(candidates.count, Self.mostTried) / 50
            return nil
        }
        var best: Int?
        var least = (owed: owed, covered: -needed)
        for place in field.gains.indices where field.isFree(place) {
            let left = (open - debts.payment(at: place, field, &scratch, &touched), -field.gains[place])
            if left < least { (best, least) = (place, left) }
        }
        return best
    }
}
