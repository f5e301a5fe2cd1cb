import Domain

/// The dense rectangle of level-0 cells over which a model keeps its counts, with an empty margin so that kernels need no bounds checks.
///
/// Places are addressed by an index, row by row from the south-west: `row * width + column`, both counted from the rectangle's corner.
public struct StudyGrid: Sendable, Equatable {
    /// Column of the cell at index 0; it lies in the margin.
    public let firstColumn: Int32
    /// Row of the cell at index 0; it lies in the margin.
    public let firstRow: Int32
    /// Cells a row, margin included.
    public let width: Int
    /// Rows, margin included.
    public let height: Int

    /// Cells on each side that never hold an event: the widest kernel's radius and two vectors.
    static let margin = 28
    /// Cells added on each side of what was seen, for the places that a city grows into.
    static let slack: Int32 = 8
    /// No rectangle holds more cells than this: a stray coordinate must not ask for gigabytes.
    static let mostCells = 6_000_000

    /// How many indices there are.
    public var count: Int { width * height }

    /// The rectangle around events, with slack; where a few strays make it huge, around the middle 99.8 % of them.
    ///
    /// - Parameters:
    ///   - columns: column of each event.
    ///   - rows: row of each event, as many.
    /// - Returns: nil where there is no event.
    public init?(columns: some Collection<Int32>, rows: some Collection<Int32>) {
        guard let west = columns.min(), let east = columns.max(), let south = rows.min(), let north = rows.max() else { return nil }
        self.init(columns: west...east, rows: south...north)
        guard count > StudyGrid.mostCells else { return }
        func middle(_ values: some Collection<Int32>) -> ClosedRange<Int32> {
            let sorted = values.sorted()
            let cut = min(sorted.count / 1_000 + 2, (sorted.count - 1) / 2)
            let low = sorted[cut]
            let high = sorted[sorted.count - 1 - cut]
            // Still too wide: what surrounds the median, as wide as a very large city.
            let median = sorted[sorted.count / 2]
            return max(low, median - 1_000)...min(high, median + 1_000)
        }
        self.init(columns: middle(columns), rows: middle(rows))
    }

    /// The rectangle that contains columns and rows, with slack and margin.
    public init(columns: ClosedRange<Int32>, rows: ClosedRange<Int32>) {
        let edge = Int64(StudyGrid.slack) + Int64(StudyGrid.margin)
        firstColumn = Int32(clamping: Int64(columns.lowerBound) - edge)
        firstRow = Int32(clamping: Int64(rows.lowerBound) - edge)
        width = Int(Int64(columns.upperBound) - Int64(columns.lowerBound) + 1 + 2 * edge)
        height = Int(Int64(rows.upperBound) - Int64(rows.lowerBound) + 1 + 2 * edge)
    }

    /// A rectangle as it was; nil where no model could have had it.
    init?(firstColumn: Int32, firstRow: Int32, width: Int, height: Int) {
        let least = 2 * StudyGrid.margin + 1
        guard width >= least, height >= least, width <= 1 << 20, height <= 1 << 20, width * height <= 1 << 28 else { return nil }
        (self.firstColumn, self.firstRow, self.width, self.height) = (firstColumn, firstRow, width, height)
    }

    /// Index of a cell; nil outside the rectangle or in its margin.
    public func index(column: Int32, row: Int32) -> Int? {
        let x = Int(column) - Int(firstColumn)
        let y = Int(row) - Int(firstRow)
        guard x >= StudyGrid.margin, x < width - StudyGrid.margin, y >= StudyGrid.margin, y < height - StudyGrid.margin else { return nil }
        return y * width + x
    }

    /// The cell at an index.
    public func cell(at index: Int) -> Cell {
        Cell(column: firstColumn + Int32(index % width), row: firstRow + Int32(index / width))
    }

    /// Whether an index lies inside the margin.
    func isInside(_ index: Int) -> Bool {
        let x = index % width
        let y = index / width
        return x >= StudyGrid.margin && x < width - StudyGrid.margin && y >= StudyGrid.margin && y < height - StudyGrid.margin
    }
}
