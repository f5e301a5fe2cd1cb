/// What zones are still owed, and where a team would pay most of it.
struct ZoneDebts {
    /// Micro-incidents that each zone must have covered.
    let owed: [Int64]
    private let ground: CoverageGround
    /// More than a place can pay: its payment when it was last looked at. Payments only fall as teams come, so a stale one is a bound
    /// (Minoux 1978, "Accelerated greedy algorithms for maximizing submodular set functions").
    private var bounds: [Int64]
    /// Places by their bounds, the greatest first.
    private var order: [Int] = []

    init(_ ground: CoverageGround, share: Double) {
        self.ground = ground
        var expected = [Int64](repeating: 0, count: ground.zoneCount)
        for (index, zone) in ground.zones.enumerated() where zone >= 0 { expected[Int(zone)] += ground.weights[index] }
        owed = expected.map { Int64((Double($0) * min(1, max(0, share))).rounded(.down)) }
        bounds = [Int64](repeating: .max, count: ground.weights.count)
        order = ground.weights.indices.filter { ground.mayStand[$0] }
    }

    /// What is owed in all, given what is covered: each zone's part of what it was owed, in 2^-20, so that a quiet zone counts like a busy one.
    func total(_ covered: [Int64]) -> Int64 { owed.indices.reduce(0) { $0 + part(max(0, owed[$1] - covered[$1]), of: $1) } }

    @inline(__always)
    private func part(_ amount: Int64, of zone: Int) -> Int64 {
        amount > 0 ? Int64((Int128(amount) << 20 + Int128(owed[zone]) - 1) / Int128(owed[zone])) : 0
    }

    /// What a team at a place would pay.
    func payment(at place: Int, _ field: CoverageField, _ scratch: inout [Int64], _ touched: inout [Int]) -> Int64 {
        touched.removeAll(keepingCapacity: true)
        ground.reached(from: place) { run in
            for cell in run where field.covers[cell] == 0 {
                let zone = Int(ground.zones[cell])
                guard zone >= 0, ground.weights[cell] > 0 else { continue }
                if scratch[zone] == 0 { touched.append(zone) }
                scratch[zone] += ground.weights[cell]
            }
        }
        var sum: Int64 = 0
        for zone in touched {
            let debt = max(0, owed[zone] - field.zoneCovered[zone])
            sum += part(debt, of: zone) - part(max(0, debt - scratch[zone]), of: zone)
            scratch[zone] = 0
        }
        return sum
    }

    /// The place that pays most, of equals the one that covers most, then the first; nil where none pays anything.
    mutating func best(_ field: CoverageField) -> Int? {
        var scratch = [Int64](repeating: 0, count: owed.count)
        var touched: [Int] = []
        var best: Int?
        var most: (payment: Int64, gain: Int64) = (0, 0)
        var seen = 0
        for place in order {
            if bounds[place] < most.payment || bounds[place] == 0 { break }
            seen += 1
            let payment = payment(at: place, field, &scratch, &touched)
            bounds[place] = payment
            guard payment > 0 else { continue }
            if best == nil || (payment, field.gains[place]) > most || ((payment, field.gains[place]) == most && place < (best ?? 0)) {
                (best, most) = (place, (payment, field.gains[place]))
            }
        }
        reorder(seen)
        return best
    }

    /// Puts the first places, whose bounds have fallen, back in order among the others.
    private mutating func reorder(_ seen: Int) {
        func comes(_ left: Int, before right: Int) -> Bool { (bounds[right], left) < (bounds[left], right) }
        let fallen = order[..<seen].sorted(by: comes)
        var merged: [Int] = []
        merged.reserveCapacity(order.count)
        var (next, other) = (0, seen)
        while next < fallen.count, other < order.count {
            if comes(fallen[next], before: order[other]) {
                merged.append(fallen[next])
                next += 1
            } else {
                merged.append(order[other])
                other += 1
            }
        }
        merged += fallen[next...]
        merged += order[other...]
        order = merged
    }
}
