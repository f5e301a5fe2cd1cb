/// Finds the cells with cases around a cell, nearest first.
struct CircleFinder: Sendable {
    /// Cells around a centre in order of distance, then row, then column; the circle's rings are runs of equal distance.
    struct Surroundings {
        var cells: [Int32] = []
        /// Squared distances from the centre, in cells; as long as `cells`.
        var squaredDistances: [Int64] = []
    }

    private let columns: [Int32]
    private let rows: [Int32]
    private let squaredReach: Int64
    /// Cells by row, then column, and their columns.
    private let byRow: [Int32]
    private let columnsByRow: [Int32]
    /// Rows that have cells, ascending, and where each begins in `byRow`; one more at the end.
    private let rowNumbers: [Int32]
    private let rowStarts: [Int]
    private var foundCells: [Int32] = []
    private var foundDistances: [Int64] = []
    private var tallies: [Int32] = []

    /// Squared distances up to which counting beats comparing.
    private static let countedDistances: Int64 = 8_192

    init(_ cells: CaseCells, squaredReach: Int64) {
        columns = cells.columns
        rows = cells.rows
        self.squaredReach = squaredReach
        let columns = columns
        let rows = rows
        byRow = (0..<Int32(cells.count)).sorted {
            (rows[Int($0)], columns[Int($0)]) < (rows[Int($1)], columns[Int($1)])
        }
        columnsByRow = byRow.map { columns[Int($0)] }
        var numbers: [Int32] = []
        var starts: [Int] = []
        for (place, cell) in byRow.enumerated() where rows[Int(cell)] != numbers.last {
            numbers.append(rows[Int(cell)])
            starts.append(place)
        }
        rowNumbers = numbers
        rowStarts = starts + [byRow.count]
    }

    /// The surroundings of a cell, into storage that is used again.
    mutating func find(around centre: Int, into surroundings: inout Surroundings) {
        foundCells.removeAll(keepingCapacity: true)
        foundDistances.removeAll(keepingCapacity: true)
        let column = Int64(columns[centre])
        let row = Int64(rows[centre])
        let reach = Int64(Double(squaredReach).squareRoot()) + 1
        var place = rowNumbers.firstPlace { Int64($0) >= row - reach }
        while place < rowNumbers.count, Int64(rowNumbers[place]) <= row + reach {
            let northwards = Int64(rowNumbers[place]) - row
            let (left, outside) = squaredReach.subtractingReportingOverflow(northwards.multipliedClamped(by: northwards))
            if !outside, left >= 0 {
                take(from: rowStarts[place]..<rowStarts[place + 1], around: column, within: left, beyond: northwards * northwards)
            }
            place += 1
        }
        order(into: &surroundings)
    }

    /// Takes the cells of a row whose squared distance eastwards is within a limit.
    @inline(__always)
    private mutating func take(from range: Range<Int>, around column: Int64, within limit: Int64, beyond northwards: Int64) {
        let half = Int64(Double(limit).squareRoot()) + 1
        columnsByRow.withUnsafeBufferPointer { columns in
            var index = range.lowerBound + columns[range].firstPlace { Int64($0) >= column - half }
            while index < range.upperBound {
                let eastwards = Int64(columns[index]) - column
                if eastwards > half { break }
                let squared = eastwards.multipliedClamped(by: eastwards)
                if squared <= limit {
                    foundCells.append(byRow[index])
                    foundDistances.append(squared + northwards)
                }
                index += 1
            }
        }
    }

    /// Sorts by distance; rows and columns are in order already, and both ways of sorting keep them.
    private mutating func order(into surroundings: inout Surroundings) {
        let count = foundCells.count
        if surroundings.cells.count > count {
            surroundings.cells.removeLast(surroundings.cells.count - count)
            surroundings.squaredDistances.removeLast(surroundings.squaredDistances.count - count)
        }
        while surroundings.cells.count < count {
            surroundings.cells.append(0)
            surroundings.squaredDistances.append(0)
        }
        guard squaredReach <= CircleFinder.countedDistances else {
            let rank = foundCells.indices.sorted { (foundDistances[$0], $0) < (foundDistances[$1], $1) }
            for (place, index) in rank.enumerated() {
                surroundings.cells[place] = foundCells[index]
                surroundings.squaredDistances[place] = foundDistances[index]
            }
            return
        }
        if tallies.isEmpty { tallies = Array(repeating: 0, count: Int(squaredReach) + 2) }
        tallies.withUnsafeMutableBufferPointer { tallies in
            tallies.update(repeating: 0)
            foundDistances.withUnsafeBufferPointer { distances in
                for distance in distances { tallies[Int(distance) + 1] &+= 1 }
                for distance in 1..<tallies.count { tallies[distance] &+= tallies[distance - 1] }
                surroundings.cells.withUnsafeMutableBufferPointer { cells in
                    surroundings.squaredDistances.withUnsafeMutableBufferPointer { sorted in
                        for (index, distance) in distances.enumerated() {
                            let place = Int(tallies[Int(distance)])
                            tallies[Int(distance)] &+= 1
                            cells[place] = foundCells[index]
                            sorted[place] = distance
                        }
                    }
                }
            }
        }
    }
}

extension RandomAccessCollection {
    /// How many elements come before the first that satisfies a condition which, once true, stays true.
    fileprivate func firstPlace(where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[index(startIndex, offsetBy: middle)]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Int64 {
    /// The product, held to the largest number: distances across the whole plane of 32-bit cells.
    fileprivate func multipliedClamped(by other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
