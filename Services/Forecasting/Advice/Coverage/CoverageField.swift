/// What is covered by the teams placed so far, and what one more team would add at each place: kept up to date as teams come and go.
struct CoverageField {
    let ground: CoverageGround
    /// Worth of the next cover of a cell that has so many: micro-incidents a micro-incident, in 2^-20.
    private let worth: [Int64]
    /// Teams that reach each cell.
    private(set) var covers: [Int32]
    /// What one more team at a place would add: micro-incidents in 2^-20.
    private(set) var gains: [Int64]
    /// Whether a team stands at a place: one is enough, another has its neighbours.
    private(set) var stands: [Bool]
    /// What is covered.
    private(set) var covered: Int64 = 0
    /// Covered at least once, a zone, micro-incidents.
    private(set) var zoneCovered: [Int64]

    private static let scale = 1_048_576.0

    init(_ ground: CoverageGround, busy: Double) {
        self.ground = ground
        // Daskin 1983 (MEXCLP): with k teams about, one is free with chance 1 - busy^k.
        var worth: [Int64] = []
        var chance = 1 - busy
        for _ in 0...CoverageGround.mostTeams {
            worth.append(Int64((chance * Self.scale).rounded()))
            chance *= busy
        }
        self.worth = worth
        covers = [Int32](repeating: 0, count: ground.weights.count)
        stands = [Bool](repeating: false, count: ground.weights.count)
        gains = [Int64](repeating: 0, count: ground.weights.count)
        zoneCovered = [Int64](repeating: 0, count: ground.zoneCount)
        // Row sums once, so that each place costs one subtraction a row.
        var sums = [Int64](repeating: 0, count: ground.weights.count + 1)
        for index in ground.weights.indices { sums[index + 1] = sums[index] + ground.weights[index] * worth[0] }
        for index in gains.indices {
            var gain: Int64 = 0
            ground.reached(from: index) { gain += sums[$0.upperBound] - sums[$0.lowerBound] }
            gains[index] = gain
        }
    }

    /// Incidents.
    static func incidents(_ value: Int64) -> Double { Double(value) / scale / CoverageGround.unit }

    mutating func add(_ place: Int) {
        covered += gains[place]
        stands[place] = true
        change(place, by: 1)
    }

    mutating func remove(_ place: Int) {
        change(place, by: -1)
        stands[place] = false
        covered -= gains[place]
    }

    /// Whether a team may come to a place.
    func isFree(_ index: Int) -> Bool { ground.mayStand[index] && !stands[index] }

    /// The place whose team would add most; the first of equals.
    func best() -> Int? {
        var best: Int?
        var most: Int64 = -1
        for index in gains.indices where gains[index] > most && isFree(index) {
            (best, most) = (index, gains[index])
        }
        return best
    }

    /// The sum of the most that so many more teams could add, each for itself.
    func mostBy(_ teams: Int) -> Int64 {
        var top: [Int64] = []
        for index in gains.indices where isFree(index) {
            let gain = gains[index]
            if top.count < teams {
                top.insert(gain, at: top.firstIndex { $0 < gain } ?? top.count)
            } else if let last = top.last, gain > last {
                top.removeLast()
                top.insert(gain, at: top.firstIndex { $0 < gain } ?? top.count)
            }
        }
        return top.reduce(0, +)
    }

    private mutating func change(_ place: Int, by step: Int32) {
        let ground = ground
        gains.withUnsafeMutableBufferPointer { gains in
            covers.withUnsafeMutableBufferPointer { covers in
                zoneCovered.withUnsafeMutableBufferPointer { zoneCovered in
                    ground.reached(from: place) { run in
                        for cell in run {
                            let before = covers[cell]
                            covers[cell] = before + step
                            let weight = ground.weights[cell]
                            guard weight > 0 else { continue }
                            let zone = Int(ground.zones[cell])
                            if zone >= 0, min(before, before + step) == 0 { zoneCovered[zone] += Int64(step) * weight }
                            let delta = weight * (worth[Int(before + step)] - worth[Int(before)])
                            guard delta != 0 else { continue }
                            // Who reaches the cell is whom a team on it would reach.
                            ground.reached(from: cell) { for other in $0 { gains[other] += delta } }
                        }
                    }
                }
            }
        }
    }
}
