/// Finds the clusters in the cases as they are: the most likely circle and window, then the most likely of those without a cell in common
/// with it, and so on.
struct ClusterSearch {
    /// A circle and window with its ratio.
    struct Candidate {
        let centre: Int
        let squaredRadius: Int64
        let window: Int
        let observed: Int
        let cases: Int
        let ratio: Double
    }

    private let cells: CaseCells
    private let statistic: ScanStatistic
    /// Looked up before a logarithm is taken.
    private let thresholds: ScanThresholds
    private var taken: [Bool]

    /// A search among circles whose ratio is at least a floor, none of them larger than `largest` cases.
    init(_ cells: CaseCells, statistic: ScanStatistic, largest: Int, floor: Double) {
        self.cells = cells
        self.statistic = statistic
        thresholds = ScanThresholds(floor: floor, statistic: statistic, largest: largest)
        taken = Array(repeating: false, count: cells.count)
    }

    /// The best circle of a block's centre among those that hold no cell of an accepted cluster; nil where none reaches the floor.
    func best(_ block: CircleBlock, place: Int) -> Candidate? {
        let windows = cells.windows
        let stride = thresholds.stride
        let centre = block.centres.lowerBound + place
        let members = Int(block.starts[place]) * CircleBlock.group..<Int(block.starts[place + 1]) * CircleBlock.group
        var best: Candidate?
        var cases = 0
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: windows) { sums in
            sums.initialize(repeating: 0)
            cells.observed.withUnsafeBufferPointer { observed in
                for member in members {
                    let slot = Int(block.members[member])
                    guard slot != cells.emptySlot else { continue }
                    let cell = Int(cells.cellOfSlot[slot])
                    if taken[cell] { return }
                    cases += Int(cells.slotCases[slot])
                    for window in 0..<windows { sums[window] &+= observed[slot * windows + window] }
                    guard block.ends[member] else { continue }
                    for window in 0..<windows where sums[window] >= thresholds.least[window * stride + cases] {
                        let ratio = statistic.logLikelihoodRatio(Int(sums[window]), circleCases: cases, window: window)
                        // The smaller circle and the shorter window come first, and stay where another only equals them.
                        guard ratio > 0, ratio > best?.ratio ?? 0 else { continue }
                        best = Candidate(
                            centre: centre, squaredRadius: squaredDistance(centre, cell), window: window, observed: Int(sums[window]),
                            cases: cases, ratio: ratio)
                    }
                }
            }
        }
        return best
    }

    /// Takes clusters greedily from each centre's best, `most` at most; `describe` hears of each, with its cells, nearest first.
    mutating func take(
        from candidates: [Candidate], layout: inout CircleLayout, most: Int, describe: (Candidate, [Int]) -> Void
    ) {
        var waiting = candidates.sorted(by: precedes)[...]
        // Candidates that were looked at again, few and in order.
        var again: [Candidate] = []
        var accepted = 0
        while accepted < most, !waiting.isEmpty || !again.isEmpty {
            let candidate: Candidate
            if let next = waiting.first, again.first.map({ precedes(next, $0) }) ?? true {
                candidate = next
                waiting.removeFirst()
            } else {
                candidate = again.removeFirst()
            }
            let block = layout.block(of: candidate.centre..<candidate.centre + 1, cells)
            let members = circle(candidate, block)
            guard members.contains(where: { taken[$0] }) else {
                for cell in members { taken[cell] = true }
                describe(candidate, members)
                accepted += 1
                continue
            }
            guard let other = best(block, place: 0) else { continue }
            again.insert(other, at: again.firstIndex { precedes(other, $0) } ?? again.endIndex)
        }
    }

    /// The order of candidates: the larger ratio, then the smaller radius, the smaller column, the smaller row, the shorter window.
    private func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.ratio != right.ratio { return left.ratio > right.ratio }
        if left.squaredRadius != right.squaredRadius { return left.squaredRadius < right.squaredRadius }
        if left.centre != right.centre {
            return (cells.columns[left.centre], cells.rows[left.centre]) < (cells.columns[right.centre], cells.rows[right.centre])
        }
        return left.window < right.window
    }

    /// The cells of a candidate's circle, from the block of its centre alone.
    private func circle(_ candidate: Candidate, _ block: CircleBlock) -> [Int] {
        var members: [Int] = []
        for slot in block.members where Int(slot) != cells.emptySlot {
            let cell = Int(cells.cellOfSlot[Int(slot)])
            if squaredDistance(candidate.centre, cell) > candidate.squaredRadius { break }
            if members.last != cell { members.append(cell) }
        }
        return members
    }

    private func squaredDistance(_ one: Int, _ other: Int) -> Int64 {
        let eastwards = Int64(cells.columns[one]) - Int64(cells.columns[other])
        let northwards = Int64(cells.rows[one]) - Int64(cells.rows[other])
        return eastwards * eastwards + northwards * northwards
    }
}
