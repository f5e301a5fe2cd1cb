import Foundation

/// Finds, in each of 64 replications, the largest ratio of all circles and windows.
///
/// A circle's threshold is looked up for a floor that nearly every replication passes somewhere; where one does not, the floor comes down.
struct MaximumSearch {
    private let cells: CaseCells
    private let statistic: ScanStatistic
    private let largest: Int
    private var lanes: ScanLanes
    private var thresholds: ScanThresholds

    /// A floor that every circle with more cases than expected reaches.
    private static let lowest = Double.leastNormalMagnitude

    /// The search with a first guess of the floor: some way below what so many cells and windows reach by chance.
    ///
    /// - Parameter largest: cases of the largest circle.
    init(_ cells: CaseCells, statistic: ScanStatistic, largest: Int) {
        self.cells = cells
        self.statistic = statistic
        self.largest = largest
        lanes = ScanLanes(cells)
        let guess = 0.6 * log(Double(max(cells.count * cells.windows, 2)))
        thresholds = ScanThresholds(floor: guess, statistic: statistic, largest: largest)
    }

    /// The maxima of a batch of replications; `blocks` gives all circles, block by block.
    mutating func maxima(batch: Int, lanes count: Int, seed: UInt64, blocks: ((CircleBlock) -> Void) -> Void) -> [Double] {
        lanes.permute(cells, seed: seed, batch: batch, lanes: count)
        var maxima = [Double](repeating: 0, count: ScanLanes.count)
        var pending = SIMD8<UInt64>()
        for lane in 0..<count { pending[lane / 8] |= 0xFF << UInt64(lane % 8 * 8) }
        while true {
            blocks { block in search(block, pending: pending, into: &maxima) }
            for lane in 0..<count where maxima[lane] > 0 { pending[lane / 8] &= ~(0xFF << UInt64(lane % 8 * 8)) }
            guard pending != SIMD8(), thresholds.floor > MaximumSearch.lowest else { break }
            lower(to: thresholds.floor > 1 ? thresholds.floor / 2 : MaximumSearch.lowest)
        }
        maxima.removeLast(ScanLanes.count - count)
        learn(from: maxima)
        return maxima
    }

    private mutating func lower(to floor: Double) {
        thresholds = ScanThresholds(floor: floor, statistic: statistic, largest: largest)
    }

    /// The floor of the next batch: two standard deviations below the mean, which a Gumbel variable passes but once in ten thousand
    /// million.
    private mutating func learn(from maxima: [Double]) {
        guard maxima.count > 8 else { return }
        let mean = maxima.reduce(0, +) / Double(maxima.count)
        let variance = maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(maxima.count - 1)
        let floor = max(mean - 2 * variance.squareRoot(), MaximumSearch.lowest)
        if abs(floor - thresholds.floor) > 0.25 { lower(to: floor) }
    }

    /// One pass over the circles of a block.
    private func search(_ block: CircleBlock, pending: SIMD8<UInt64>, into maxima: inout [Double]) {
        CirclePointers.with(block, lanes, cells, thresholds) { pointers in
            for place in 0..<block.centres.count {
                let first = Int(block.starts[place])
                let groups = Int(block.starts[place + 1]) - first
                let largest = Int(block.largest[place])
                for window in 0..<cells.windows {
                    let plane = pointers.planes + window * lanes.stride
                    let members = pointers.members + first * CircleBlock.group
                    let reaches = pointers.reaches + first
                    let table = window * thresholds.stride
                    let hits: LaneVector
                    if largest <= thresholds.byteReach {
                        hits = CircleKernel.bytes(plane, members, reaches, groups: groups, pointers.bytes + table)
                    } else if largest <= thresholds.wordReach {
                        hits = CircleKernel.words(plane, members, reaches, groups: groups, pointers.words + table)
                    } else {
                        hits = LaneVector(repeating: .max)
                    }
                    guard hits.isAnySet else { continue }
                    let words = hits.words & pending
                    for word in 0..<8 {
                        var bits = words[word]
                        while bits != 0 {
                            let byte = bits.trailingZeroBitCount / 8
                            bits &= ~(0xFF << UInt64(byte * 8))
                            let lane = word * 8 + byte
                            let ratio = look(pointers, members, groups: groups, window: window, lane: lane)
                            if ratio > maxima[lane] { maxima[lane] = ratio }
                        }
                    }
                }
            }
        }
    }

    /// The largest ratio of a centre's circles in one window and replication; 0 where none reaches the floor.
    private func look(_ pointers: CirclePointers, _ members: UnsafePointer<UInt32>, groups: Int, window: Int, lane: Int) -> Double {
        let ends = pointers.ends + (members - pointers.members)
        let counts = UnsafeRawPointer(pointers.planes + window * lanes.stride)
        let least = pointers.least + window * thresholds.stride
        var cases = 0
        var count = 0
        var best = 0.0
        for member in 0..<groups * CircleBlock.group {
            let slot = Int(members[member])
            count += Int(counts.load(fromByteOffset: slot * ScanLanes.count + lane, as: UInt8.self))
            cases += Int(pointers.slotCases[slot])
            if ends[member], count >= Int(least[cases]) {
                best = max(best, statistic.logLikelihoodRatio(count, circleCases: cases, window: window))
            }
        }
        return best
    }
}
