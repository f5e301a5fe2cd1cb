/// What one series counted in slots that are closed, and where it stands in the latest that is open.
struct StreamSeries: Sendable {
    /// The count of one point of the week.
    struct Point: Sendable {
        var bucket: UInt8
        var count: Float
    }

    let high: UInt64
    let low: UInt64
    /// Index of its profile.
    let profile: Int32
    /// Where it was counted last: an open slot and its entry there.
    var openEntry: Int32 = -1
    var openSlot: Int64 = .min
    /// Incidents counted and not taken back, open slots included: 0 means as if it never was.
    var live = 0
    /// Week that the sums below are decayed to.
    var week: Int64
    var total = 0.0
    /// Only points of the week that counted, in order.
    var points: [Point] = []

    init(high: UInt64, low: UInt64, profile: Int32, week: Int64) {
        self.high = high
        self.low = low
        self.profile = profile
        self.week = week
    }

    func count(in bucket: Int) -> Double {
        let place = place(of: bucket)
        return place < points.count && Int(points[place].bucket) == bucket ? Double(points[place].count) : 0
    }

    private func place(of bucket: Int) -> Int {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(points[middle].bucket) < bucket { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What was counted weighs half after `halfLife` weeks.
    mutating func decay(to week: Int64, halfLife: WeekHalfLife) {
        guard week > self.week else { return }
        let factor = halfLife.factor(week - self.week)
        self.week = week
        total *= factor
        for index in points.indices { points[index].count *= Float(factor) }
        points.removeAll { $0.count < 1e-3 }
    }

    mutating func add(_ amount: Double, bucket: Int) {
        total = max(0, total + amount)
        let place = place(of: bucket)
        if place < points.count, Int(points[place].bucket) == bucket {
            points[place].count = max(0, points[place].count + Float(amount))
        } else {
            points.insert(Point(bucket: UInt8(bucket), count: max(0, Float(amount))), at: place)
        }
    }
}
