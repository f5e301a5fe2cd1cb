import Domain

/// The cells of a forecast in columns, as they travel to the page.
public struct ForecastCells: Sendable {
    /// As the API names it.
    public let identifier: String
    let level: UInt8
    let side: Double
    let elsewhere: Double
    let dispersion: Double
    let columns: [Int32]
    let rows: [Int32]
    let expected: [Float]
    /// The cell's quantile among those listed, 0 ... 255.
    let ranks: [UInt8]

    /// The sum of some forecasts of one window; nil where there are none, or none of one level.
    init?(sum forecasts: [PackedForecast], identifier: String, grid: Grid) {
        guard let first = forecasts.first else { return nil }
        self.identifier = identifier
        level = first.level
        side = grid.size(atLevel: first.level)
        dispersion = forecasts.count == 1 ? first.head.dispersion : 0
        elsewhere = forecasts.reduce(0) { $0 + $1.head.elsewhere }
        let same = forecasts.filter { $0.level == first.level }
        if same.allSatisfy({ $0.columns == first.columns && $0.rows == first.rows }) {
            (columns, rows) = (first.columns, first.rows)
            var sums = first.expected
            for forecast in same.dropFirst() {
                for place in sums.indices { sums[place] += forecast.expected[place] }
            }
            expected = sums
        } else {
            var sums: [Cell: Float] = [:]
            for forecast in same {
                for place in forecast.columns.indices {
                    let cell = Cell(level: first.level, column: forecast.columns[place], row: forecast.rows[place])
                    sums[cell, default: 0] += forecast.expected[place]
                }
            }
            let cells = sums.sorted { $0.key < $1.key }
            columns = cells.map(\.key.column)
            rows = cells.map(\.key.row)
            expected = cells.map(\.value)
        }
        ranks = Self.ranks(expected)
    }

    private static func ranks(_ values: [Float]) -> [UInt8] {
        guard values.count > 1 else { return values.map { _ in 255 } }
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [UInt8](repeating: 0, count: values.count)
        var previous: (value: Float, rank: UInt8)?
        for (place, index) in order.enumerated() {
            // Equal values have one rank: colours must not part what the model does not.
            let rank = previous.flatMap { $0.value == values[index] ? $0.rank : nil } ?? UInt8(place * 255 / (values.count - 1))
            previous = (values[index], rank)
            ranks[index] = rank
        }
        return ranks
    }

    /// Little-endian; the layout is in openapi.yaml.
    public var packed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24 + columns.count * 13)
        func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        append(0x3143_5151)
        append(UInt32(columns.count))
        append(UInt32(level))
        append(Float(side).bitPattern)
        append(Float(elsewhere).bitPattern)
        append(Float(dispersion).bitPattern)
        for column in columns { append(UInt32(bitPattern: column)) }
        for row in rows { append(UInt32(bitPattern: row)) }
        for value in expected { append(value.bitPattern) }
        bytes.append(contentsOf: ranks)
        return bytes
    }

    /// The same as JSON.
    public var json: JSON {
        [
            "id": .string(identifier), "level": .whole(level), "side": .number(side), "elsewhere": .optional(elsewhere),
            "dispersion": .optional(dispersion), "column": .integers(columns.map(Int64.init)), "row": .integers(rows.map(Int64.init)),
            "expected": .array(expected.map { .optional(Double($0)) }), "rank": .integers(ranks.map(Int64.init)),
        ]
    }
}
