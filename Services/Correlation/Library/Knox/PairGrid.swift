/// Finds pairs of points nearer than a distance: points sorted into squares as wide as it, and each compared with those in the squares
/// around.
struct PairGrid: Sendable {
    /// Points in the order of their squares.
    let order: [Int32]
    private let xs: [Double]
    private let ys: [Double]
    private let squares: [Square]
    private let squaredEdges: [Double]

    private struct Square: Sendable {
        let column: Int64
        let row: Int64
        let range: Range<Int32>
    }

    /// Points in metres; `edges` ascending, the last is the greatest distance of a pair. Points at one place are in the order of their
    /// days, so that the order of the input is forgotten.
    init(eastings: [Double], northings: [Double], days: [Int32], edges: [Double]) {
        squaredEdges = edges.map { $0 * $0 }
        // Squares of a metre at least: an edge of 0 still needs some.
        let size = max(edges.last ?? 0, 1)
        let places = eastings.indices.map { index in
            (row: Int64((northings[index] / size).rounded(.down)), column: Int64((eastings[index] / size).rounded(.down)), index: index)
        }.sorted { left, right in
            let (one, other) = (left.index, right.index)
            return (left.row, left.column, eastings[one], northings[one], days[one])
                < (right.row, right.column, eastings[other], northings[other], days[other])
        }
        order = places.map { Int32($0.index) }
        xs = places.map { eastings[$0.index] }
        ys = places.map { northings[$0.index] }
        var squares: [Square] = []
        var start = 0
        for place in 1...max(places.count, 1) where !places.isEmpty {
            if place == places.count || places[place].row != places[start].row || places[place].column != places[start].column {
                squares.append(Square(column: places[start].column, row: places[start].row, range: Int32(start)..<Int32(place)))
                start = place
            }
        }
        self.squares = squares
    }

    /// Calls with each pair (places in `order`, the first smaller) and its distance band.
    func visit(_ body: (_ first: Int, _ second: Int, _ band: Int) -> Void) {
        // The square that follows in its own row, and the three of the next row, by pointers that only move on.
        var above = 0
        for (number, square) in squares.enumerated() {
            while above < squares.count, (squares[above].row, squares[above].column) < (square.row + 1, square.column - 1) { above += 1 }
            for first in square.range {
                pair(Int(first), with: Int(first) + 1..<Int(square.range.upperBound), body)
                let next = number + 1
                if next < squares.count, squares[next].row == square.row, squares[next].column == square.column + 1 {
                    pair(Int(first), with: squares[next].range.asPlaces, body)
                }
                var other = above
                while other < squares.count, squares[other].row == square.row + 1, squares[other].column <= square.column + 1 {
                    pair(Int(first), with: squares[other].range.asPlaces, body)
                    other += 1
                }
            }
        }
    }

    @inline(__always)
    private func pair(_ first: Int, with others: Range<Int>, _ body: (Int, Int, Int) -> Void) {
        guard let farthest = squaredEdges.last else { return }
        let (x, y) = (xs[first], ys[first])
        for second in others {
            let (dx, dy) = (xs[second] - x, ys[second] - y)
            let squared = dx * dx + dy * dy
            guard squared <= farthest else { continue }
            var band = 0
            while squared > squaredEdges[band] { band += 1 }
            body(first, second, band)
        }
    }
}

extension Range<Int32> {
    fileprivate var asPlaces: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
