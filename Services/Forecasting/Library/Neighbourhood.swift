/// Sums over the square of `2 radius + 1` cells around, for every cell where that is not empty.
///
/// Sparse, in the order of row, then column; sums are taken in that order, so the result depends on nothing else.
struct Neighbourhood {
    /// One cell's own sums and those of the square around it, itself included.
    struct Place {
        let row: Int
        let column: Int
        var own = SIMD2<Double>()
        var around: SIMD2<Double>
    }

    static let radius = 2
    /// Cells of the square.
    static let area = 25.0

    /// `entries` in the order of row, then column; so is the result.
    static func places(around entries: [CellSums.Entry]) -> [Place] {
        let bands = bands(of: entries)
        let rows = rows(of: bands)
        var places: [Place] = []
        places.reserveCapacity(bands.count * 2)
        var first = 0
        var row = Int.min
        while first < rows.count {
            row = max(row, bands[rows[first].lowerBound].row - radius)
            var last = first
            while last < rows.count, bands[rows[last].lowerBound].row <= row + radius { last += 1 }
            merge(rows[first..<last], of: bands, row: row, into: &places)
            row += 1
            while first < rows.count, bands[rows[first].lowerBound].row < row - radius { first += 1 }
        }
        var next = 0
        for index in places.indices where next < entries.count {
            if Int(entries[next].row) == places[index].row, Int(entries[next].column) == places[index].column {
                places[index].own = entries[next].sums
                next += 1
            }
        }
        return places
    }

    /// Sums along the row only.
    private static func bands(of entries: [CellSums.Entry]) -> [Place] {
        var bands: [Place] = []
        bands.reserveCapacity(entries.count * 3)
        var start = 0
        while start < entries.count {
            let row = Int(entries[start].row)
            var end = start
            while end < entries.count, Int(entries[end].row) == row { end += 1 }
            var column = Int(entries[start].column) - radius
            while start < end {
                column = max(column, Int(entries[start].column) - radius)
                var sum = SIMD2<Double>()
                var index = start
                while index < end, Int(entries[index].column) <= column + radius {
                    sum += entries[index].sums
                    index += 1
                }
                bands.append(Place(row: row, column: column, around: sum))
                column += 1
                while start < end, Int(entries[start].column) < column - radius { start += 1 }
            }
        }
        return bands
    }

    /// The stretch of each row.
    private static func rows(of bands: [Place]) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        for index in bands.indices where index + 1 == bands.count || bands[index + 1].row != bands[index].row {
            rows.append(start..<index + 1)
            start = index + 1
        }
        return rows
    }

    /// Sums down the columns of at most `2 radius + 1` rows.
    private static func merge(_ rows: ArraySlice<Range<Int>>, of bands: [Place], row: Int, into places: inout [Place]) {
        var cursors = rows.map(\.lowerBound)
        let ends = rows.map(\.upperBound)
        while true {
            var column = Int.max
            for index in cursors.indices where cursors[index] < ends[index] { column = min(column, bands[cursors[index]].column) }
            if column == .max { return }
            var sum = SIMD2<Double>()
            for index in cursors.indices where cursors[index] < ends[index] && bands[cursors[index]].column == column {
                sum += bands[cursors[index]].around
                cursors[index] += 1
            }
            places.append(Place(row: row, column: column, around: sum))
        }
    }
}
