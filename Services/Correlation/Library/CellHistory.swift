/// What one cell and category counted so far, in slots that are closed.
struct CellHistory: Sendable {
    /// Incidents in one bucket of the week, inflated by `WeekWeight`.
    struct Bucket: Sendable {
        var bucket: UInt8
        var count: Double
    }

    let key: CellKey
    let stratum: Int
    /// Inflated.
    var total = 0.0
    /// Only buckets that ever counted, in order.
    var buckets: [Bucket] = []
    /// Incidents in closed slots, plus one for each open slot that has any: 0 means as if it never was.
    var live = 0

    init(key: CellKey, stratum: Int) {
        self.key = key
        self.stratum = stratum
    }

    func count(in bucket: Int) -> Double {
        let place = place(of: bucket)
        return place < buckets.count && Int(buckets[place].bucket) == bucket ? buckets[place].count : 0
    }

    mutating func add(_ amount: Double, bucket: Int) {
        total = max(0, total + amount)
        let place = place(of: bucket)
        if place == buckets.count || Int(buckets[place].bucket) != bucket {
            buckets.insert(Bucket(bucket: UInt8(bucket), count: max(0, amount)), at: place)
        } else {
            buckets[place].count = max(0, buckets[place].count + amount)
            if buckets[place].count == 0 { buckets.remove(at: place) }
        }
    }

    /// Forgets buckets that weigh less than `least`, inflated.
    mutating func prune(below least: Double) { buckets.removeAll { $0.count < least } }

    private func place(of bucket: Int) -> Int {
        var (low, high) = (0, buckets.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(buckets[middle].bucket) < bucket { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
