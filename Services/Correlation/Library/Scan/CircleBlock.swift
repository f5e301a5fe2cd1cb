/// The circles around a run of centres, laid out for the kernel: slots nearest first, in groups of four.
struct CircleBlock: Sendable {
    /// Slots that the kernel adds up before it looks: one look a ring would cost more than the additions.
    static let group = 4
    /// Cases of a group's last circle over those of its first at most: beyond that the first one's threshold would be passed for nothing.
    /// Measured on Houston: with 1.25 the kernel looks closely at 50 places a replication (30 are true), without it at 1,900.
    private static let spread = 1.25

    /// The centres laid out so far.
    private(set) var centres: Range<Int>
    /// Where each centre's groups begin, and one more at the end.
    private(set) var starts: [Int32] = [0]
    /// Slots of the groups; where a group ends early it is filled with the empty slot.
    private(set) var members: [UInt32] = []
    /// Whether a circle ends with this member: the last of a ring.
    private(set) var ends: [Bool] = []
    /// Cases of the smallest circle that ends in each group; 0 where none does. What the group's last sum does not exceed, no circle in
    /// the group does: sums grow along the group and thresholds grow with the cases.
    private(set) var reaches: [UInt32] = []
    /// Cases of each centre's largest circle.
    private(set) var largest: [UInt32] = []

    /// Members of all its circles; what memory it takes (6 bytes each).
    var size: Int { members.count }

    /// A block that begins with a centre; `append` adds it, and then the next ones.
    init(from centre: Int) { centres = centre..<centre }

    /// Lays out the circles of the next centre, those of at most `mostCases` cases.
    mutating func append(_ surroundings: CircleFinder.Surroundings, of cells: CaseCells, mostCases: Int) {
        let emptySlot = UInt32(cells.emptySlot)
        var cases = 0
        var place = 0
        while place < surroundings.cells.count {
            let distance = surroundings.squaredDistances[place]
            var end = place
            var ringCases = 0
            while end < surroundings.cells.count, surroundings.squaredDistances[end] == distance {
                ringCases += cells.cases[Int(surroundings.cells[end])]
                end += 1
            }
            guard cases + ringCases <= mostCases else { break }
            cases += ringCases
            let group = members.count / CircleBlock.group
            if group < reaches.count, reaches[group] > 0, Double(cases) > CircleBlock.spread * Double(reaches[group]) { fill(emptySlot) }
            for cell in surroundings.cells[place..<end] {
                for slot in cells.slots(of: Int(cell)) {
                    members.append(UInt32(slot))
                    ends.append(false)
                }
            }
            endCircle(of: cases)
            place = end
        }
        fill(emptySlot)
        while reaches.count < members.count / CircleBlock.group { reaches.append(0) }
        starts.append(Int32(members.count / CircleBlock.group))
        largest.append(UInt32(cases))
        centres = centres.lowerBound..<centres.upperBound + 1
    }

    /// Ends the group that is open.
    private mutating func fill(_ emptySlot: UInt32) {
        while members.count % CircleBlock.group != 0 {
            members.append(emptySlot)
            ends.append(false)
        }
    }

    /// A circle of so many cases ends with the last member.
    private mutating func endCircle(of cases: Int) {
        ends[ends.count - 1] = true
        let group = (members.count - 1) / CircleBlock.group
        while reaches.count <= group { reaches.append(0) }
        if reaches[group] == 0 { reaches[group] = UInt32(cases) }
    }
}
