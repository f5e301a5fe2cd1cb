/// The cells that a forecast speaks of: every cell where something happened, and its eight neighbours.
struct StudyArea: Sendable {
    private let width: Int
    /// For each index of the grid, whether it belongs.
    private(set) var contains: [Bool]
    /// For each index, whether something happened there.
    private(set) var seen: [Bool]
    private var unsorted: [Int32] = []
    private var isSorted = true

    init(grid: StudyGrid) {
        width = grid.width
        contains = [Bool](repeating: false, count: grid.count)
        seen = contains
    }

    var count: Int { unsorted.count }

    /// A place where something happened.
    mutating func add(around index: Int, in grid: StudyGrid) {
        guard !seen[index] else { return }
        seen[index] = true
        for up in -1...1 {
            for right in -1...1 {
                add(index: index + up * width + right, in: grid)
            }
        }
    }

    /// One cell.
    mutating func add(index place: Int, in grid: StudyGrid) {
        guard !contains[place], grid.isInside(place) else { return }
        contains[place] = true
        unsorted.append(Int32(place))
        isSorted = false
    }

    /// Indices row by row from the south-west.
    mutating func cells() -> [Int32] {
        if !isSorted {
            unsorted.sort()
            isSorted = true
        }
        return unsorted
    }
}
