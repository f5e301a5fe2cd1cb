/// Lays circles out in blocks.
struct CircleLayout {
    private var finder: CircleFinder
    private let mostCases: Int
    private var surroundings = CircleFinder.Surroundings()

    init(finder: CircleFinder, mostCases: Int) {
        self.finder = finder
        self.mostCases = mostCases
    }

    /// The circles of all centres: blocks as long as they are few enough to keep, else their ranges; and the cases of the largest circle.
    mutating func everything(
        _ cells: CaseCells, keeping most: Int, each size: Int
    ) -> (kept: [CircleBlock], ranges: [Range<Int>], largest: Int) {
        var kept: [CircleBlock] = []
        var ranges: [Range<Int>] = []
        var members = 0
        var largest = 0
        var centre = 0
        while centre < cells.count {
            var block = CircleBlock(from: centre)
            while centre < cells.count, block.size < size {
                finder.find(around: centre, into: &surroundings)
                block.append(surroundings, of: cells, mostCases: mostCases)
                centre += 1
            }
            members += block.size
            largest = max(largest, Int(block.largest.max() ?? 0))
            ranges.append(block.centres)
            if members <= most { kept.append(block) } else { kept.removeAll() }
        }
        return (kept, members <= most ? [] : ranges, largest)
    }

    /// The circles of some centres.
    mutating func block(of centres: Range<Int>, _ cells: CaseCells) -> CircleBlock {
        var block = CircleBlock(from: centres.lowerBound)
        for centre in centres {
            finder.find(around: centre, into: &surroundings)
            block.append(surroundings, of: cells, mostCases: mostCases)
        }
        return block
    }
}
