public import Domain
internal import CSchema

// A column for each attribute of a cell: thousands of cells in three bytes each.
extension Forecast: ProtobufCoded {
    /// `quietude.v1.Forecast`
    public static var name: String { "quietude.v1.Forecast" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Forecast>) { quietude__v1__forecast__init(c) }

    func fill(_ c: inout Quietude__V1__Forecast, in arena: Arena) {
        c.issued_at = issuedAt
        c.window_start = windowStart
        c.window_end = windowEnd
        c.category = UInt32(category.rawValue)
        fillCells(&c, in: arena)
        c.elsewhere = elsewhere
        c.dispersion = dispersion
        c.model = arena.string(model)
        c.trained_from = trainedFrom
        c.trained_until = trainedUntil
        (c.n_sources, c.sources) = arena.array(sources.map { Quietude__V1__SourceKind(rawValue: UInt32($0.rawValue)) })
        (c.n_silent_sources, c.silent_sources) = arena.array(
            silentSources.map { Quietude__V1__SourceKind(rawValue: UInt32($0.rawValue)) })
        (c.n_factors, c.factors) = arena.messages(factors)
        if let calibration { c.calibration = arena.message(calibration) }
    }

    private func fillCells(_ c: inout Quietude__V1__Forecast, in arena: Arena) {
        let level = cells.first?.cell.level ?? 0
        precondition(cells.allSatisfy { $0.cell.level == level }, "a forecast's cells are of one level; issue one forecast a level")
        let (cells, reasons) = inOrder()
        let scale = ForecastScale(fitting: cells.lazy.map(\.expected))
        let steps = scale.steps
        var (column, row) = (Int32(0), Int32(0))
        var (columnSteps, rowSteps, expected) = ([Int32](), [Int32](), [UInt8]())
        columnSteps.reserveCapacity(cells.count)
        rowSteps.reserveCapacity(cells.count)
        expected.reserveCapacity(cells.count)
        var total = 0.0
        for item in cells {
            // Wrapping, here and when read: the whole of the grid's range stays possible.
            columnSteps.append(item.cell.column &- column)
            rowSteps.append(item.cell.row &- row)
            (column, row) = (item.cell.column, item.cell.row)
            expected.append(steps.byte(for: item.expected))
            total += ForecastScale.sane(item.expected)
        }
        c.level = UInt32(level)
        (c.n_column_steps, c.column_steps) = arena.array(columnSteps)
        (c.n_row_steps, c.row_steps) = arena.array(rowSteps)
        c.expected = arena.data(expected)
        c.scale_minimum = scale.minimum
        c.scale_ratio = scale.ratio
        c.total = total
        if !reasons.places.isEmpty { c.reasons = arena.message(reasons) }
    }

    /// Cells in their order, and the reasons' places among them.
    private func inOrder() -> (cells: [Expectation], reasons: ForecastReasons) {
        if zip(cells, cells.dropFirst()).allSatisfy({ $0.cell < $1.cell }) { return (cells, reasons) }
        let order = cells.indices.sorted { cells[$0].cell < cells[$1].cell }
        var new = [Int32](repeating: 0, count: order.count)
        for (place, old) in order.enumerated() { new[old] = Int32(place) }
        let width = reasons.components.count
        let explained = reasons.places.indices.filter { new.indices.contains(Int(reasons.places[$0])) }
            .sorted { new[Int(reasons.places[$0])] < new[Int(reasons.places[$1])] }
        return (
            order.map { cells[$0] },
            ForecastReasons(
                components: reasons.components, places: explained.map { new[Int(reasons.places[$0])] },
                shares: explained.flatMap { reasons.shares[($0 * width)..<(($0 + 1) * width)] })
        )
    }

    init(reading c: Quietude__V1__Forecast) throws(SchemaError) {
        self.init(
            issuedAt: c.issued_at, windowStart: c.window_start, windowEnd: c.window_end, category: try Self.closed(c.category, "category"),
            cells: try Self.cells(of: c), elsewhere: c.elsewhere, dispersion: c.dispersion, model: try Self.text(c.model, "model"),
            trainedFrom: c.trained_from, trainedUntil: c.trained_until, sources: try Self.kinds(c.sources, c.n_sources, "sources"),
            silentSources: try Self.kinds(c.silent_sources, c.n_silent_sources, "silent_sources"),
            reasons: try Self.message(c.reasons, "reasons") ?? ForecastReasons(), factors: try Self.factors(of: c),
            calibration: try Self.message(c.calibration, "calibration"))
    }

    /// Factors of kinds that this version knows.
    private static func factors(of c: Quietude__V1__Forecast) throws(SchemaError) -> [ForecastFactor] {
        var factors: [ForecastFactor] = []
        for index in 0..<c.n_factors {
            guard let item = c.factors?[index] else { throw .malformed(message: name) }
            guard open(item.pointee.kind, as: ForecastFactor.Kind.self) != nil else { continue }
            do { factors.append(try ForecastFactor(reading: item.pointee)) } catch { throw error.inside(name, "factors[\(index)]") }
        }
        return factors
    }

    private static func cells(of c: Quietude__V1__Forecast) throws(SchemaError) -> [Expectation] {
        let level = try level(c.level)
        guard c.n_column_steps == c.n_row_steps, c.n_row_steps == c.expected.len else {
            throw .invalid(message: name, field: "expected", reason: "the columns differ in length; send one value a cell in each")
        }
        guard c.expected.len > 0 else { return [] }
        guard let scale = ForecastScale(minimum: c.scale_minimum, ratio: c.scale_ratio) else {
            throw .invalid(message: name, field: "scale_ratio", reason: "no scale: the minimum is at least 0 and the ratio at least 1")
        }
        let table = scale.table
        let (columnSteps, rowSteps) = (array(c.column_steps, c.n_column_steps), array(c.row_steps, c.n_row_steps))
        var (column, row) = (Int32(0), Int32(0))
        var cells: [Expectation] = []
        cells.reserveCapacity(columnSteps.count)
        for (index, byte) in UnsafeBufferPointer(start: c.expected.data, count: c.expected.len).enumerated() {
            column &+= columnSteps[index]
            row &+= rowSteps[index]
            cells.append(Expectation(cell: Cell(level: level, column: column, row: row), expected: table[Int(byte)]))
        }
        return cells
    }
}
