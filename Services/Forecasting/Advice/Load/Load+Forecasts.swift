public import Domain

extension Load {
    /// What forecasts say of some cells in a stretch of time.
    ///
    /// A forecast counts by the part of its window that lies in the stretch, and by the area of its cells that the footprint shares; cells
    /// that a forecast does not list count with its `elsewhere`. Categories are added as if independent. Of two forecasts of one category
    /// and overlapping windows the one issued last counts alone for the time that both speak of.
    ///
    /// - Parameters:
    ///   - forecasts: as the feed brings them; those of other times are passed over.
    ///   - cells: where, of any levels, without overlaps; empty for the whole of what the forecasts list.
    ///   - start: seconds since 1970, half-open with `end`.
    ///   - end: seconds since 1970.
    /// - Returns: the load and the share of the stretch that forecasts speak of (0 ... 1); nil where none does.
    public static func expected(
        in cells: [Cell], from start: Int64, to end: Int64, of forecasts: [Forecast]
    ) -> (load: Load, covered: Double)? {
        guard end > start else { return nil }
        var load = Load.none
        var coveredMost = 0.0
        for (_, group) in Dictionary(grouping: forecasts, by: \.category).sorted(by: { $0.key < $1.key }) {
            var free = [start..<end]
            var covered = 0.0
            for forecast in group.sorted(by: { ($1.issuedAt, $0.windowStart) < ($0.issuedAt, $1.windowStart) })
            where forecast.windowEnd > forecast.windowStart {
                let window = forecast.windowStart..<forecast.windowEnd
                let taken = free.map { $0.clamped(to: window) }.reduce(0.0) { $0 + Double($1.count) }
                guard taken > 0 else { continue }
                free = free.flatMap { $0.without(window) }
                covered += taken
                let mean = forecast.total(in: cells) * taken / Double(window.count)
                load = load + Load(mean: mean, size: forecast.dispersion)
            }
            coveredMost = max(coveredMost, covered / Double(end - start))
        }
        return coveredMost > 0 ? (load, coveredMost) : nil
    }
}

extension Forecast {
    /// Expected incidents of the whole window in some cells; all that is listed where there are none.
    func total(in cells: [Cell]) -> Double {
        guard !cells.isEmpty, let level = self.cells.first?.cell.level else { return self.cells.reduce(0) { $0 + $1.expected } }
        // Share of each forecast cell that the footprint takes.
        var shares: [Cell: Double] = [:]
        for cell in cells {
            if cell.level <= level {
                let part = 1 / Double(UInt64(1) << UInt64(2 * (level - cell.level)))
                shares[cell.ancestor(at: level), default: 0] += part
            } else {
                let shift = Int32(cell.level - level)
                guard shift <= 6 else { continue }
                for row in (cell.row << shift)..<((cell.row + 1) << shift) {
                    for column in (cell.column << shift)..<((cell.column + 1) << shift) {
                        shares[Cell(level: level, column: column, row: row), default: 0] += 1
                    }
                }
            }
        }
        var sum = 0.0
        for expectation in self.cells {
            guard let share = shares.removeValue(forKey: expectation.cell) else { continue }
            sum += expectation.expected * min(1, share)
        }
        return sum + shares.values.sorted().reduce(0) { $0 + min(1, $1) } * elsewhere
    }
}

extension Range<Int64> {
    /// What of it lies outside another range.
    func without(_ other: Range<Int64>) -> [Range<Int64>] {
        guard overlaps(other) else { return [self] }
        return [lowerBound..<Swift.max(lowerBound, other.lowerBound), Swift.min(upperBound, other.upperBound)..<upperBound].filter {
            !$0.isEmpty
        }
    }
}
