import Domain

extension PlaceModel {
    /// Writes everything the model knows; a model read back goes on exactly as this one.
    public func write(to writer: inout StateWriter) {
        writer.write(signed: Int64(grid.firstColumn))
        writer.write(signed: Int64(grid.firstRow))
        writer.write(grid.width)
        writer.write(grid.height)
        writer.write(target.map { Int($0) + 1 } ?? 0)
        writer.write(categories.count)
        for count in categories { writer.write(count) }
        writer.write(days)
        writer.write(group.map { $0.count + 1 } ?? 0)
        for kind in group?.sorted() ?? [] { writer.write(Int(kind)) }
        writer.write(settings.fitHalfLife)
        writer.write(settings.rowsPerDay)
        writer.write(settings.contrastsPerDay)
        writer.write(settings.trainingDays)
        writer.write(fixed: settings.seed)
        writer.write(day.map { [Double($0)] } ?? [])
        writer.write(indices: counts.cells)
        counts.writeValues(to: &writer)
        writer.write(counts.scale)
        writer.write(counts.mass)
        var area = area
        writer.write(indices: area.cells())
        writer.write(weights)
        writer.write(shares)
        agreement.write(to: &writer)
        writer.write(level.values)
        writer.write(reference.day.map { [Double($0)] } ?? [])
        writer.write(reference.meanWhereAny)
        writer.write(reference.floor)
        writer.write(indices: reference.cells)
        writer.write(reference.totals)
        writer.write(training.count)
        for entry in training { entry.write(to: &writer) }
    }

    /// Reads what `write(to:)` wrote.
    public init(from reader: inout StateReader) throws(StateError) {
        let firstColumn: Int32 = try reader.number()
        let firstRow: Int32 = try reader.number()
        let width = try reader.int()
        let height = try reader.int()
        guard let grid = StudyGrid(firstColumn: firstColumn, firstRow: firstRow, width: width, height: height) else {
            throw reader.malformed()
        }
        let target = try reader.int()
        let kinds = try reader.count()
        guard (0...Int(UInt16.max)).contains(target), target <= kinds else { throw reader.malformed() }
        var categories: [Int] = []
        for _ in 0..<kinds { categories.append(try reader.int()) }
        let days = try reader.int()
        let alike = try reader.count()
        var group: Set<UInt16> = []
        for _ in 0..<max(0, alike - 1) { group.insert(UInt16(clamping: try reader.int())) }
        var settings = Settings(incidentsPerDay: 1, days: 1)
        settings.fitHalfLife = try reader.double()
        settings.rowsPerDay = try reader.int()
        settings.contrastsPerDay = try reader.int()
        settings.trainingDays = try reader.int()
        settings.seed = try reader.fixed()
        guard settings.fitHalfLife > 0, settings.rowsPerDay > 0, settings.contrastsPerDay > 0, settings.trainingDays > 0 else {
            throw reader.malformed()
        }
        self.init(
            grid: grid, target: target == 0 ? nil : UInt16(target - 1), categories: categories, days: days, settings: settings,
            group: alike == 0 ? nil : group)
        day = try reader.doubles().first.map { Int($0) }
        let cells = try reader.indices(below: grid.count)
        let values = try DecayedCounts.values(from: &reader, cells: cells.count, stride: counts.stride)
        let scale = try reader.doubles(exactly: counts.stride)
        guard counts.restore(cells: cells, values: values, scale: scale, mass: try reader.doubles(exactly: counts.stride)) else {
            throw reader.malformed()
        }
        for index in try reader.indices(below: grid.count) { area.add(index: Int(index), in: grid) }
        weights = try reader.doubles()
        guard weights.isEmpty || weights.count == kernels.kernels.count else { throw reader.malformed() }
        shares = try reader.doubles()
        guard shares.isEmpty || shares.count == kernels.kernels.count else { throw reader.malformed() }
        agreement = try Agreement(from: &reader, kernels: kernels.kernels.count)
        guard let level = DailyLevel(values: try reader.doubles()) else { throw reader.malformed() }
        self.level = level
        reference.day = try reader.doubles().first.map { Int($0) }
        reference.meanWhereAny = try reader.doubles(exactly: kernels.columns.count)
        reference.floor = try reader.double()
        reference.cells = try reader.indices(below: grid.count)
        reference.totals = try reader.doubles(exactly: kernels.kernels.count)
        if reference.day != nil {
            var blur = GaussianBlur(grid: grid)
            reference.inside = insides(reference.cells, &blur)
        }
        for _ in 0..<(try reader.count()) {
            training.append(try TrainingDay(from: &reader, kernels: kernels.kernels.count, stride: kernels.stride))
        }
    }
}

extension DecayedCounts {
    /// Each cell's values; those that are nothing, and most are, take a bit.
    func writeValues(to writer: inout StateWriter) {
        for slot in 0..<count {
            let cell = values[(slot * stride)..<((slot + 1) * stride)]
            var mask: UInt64 = 0
            for (place, value) in cell.enumerated() where value != 0 { mask |= 1 << UInt64(place) }
            writer.write(mask)
            for value in cell where value != 0 { writer.write(value) }
        }
    }

    static func values(from reader: inout StateReader, cells: Int, stride: Int) throws(StateError) -> [Double] {
        var values: [Double] = []
        // A damaged number of cells ends with the bytes, not with the memory.
        for _ in 0..<cells {
            let mask = try reader.unsigned()
            for place in 0..<stride { values.append(mask >> UInt64(place) & 1 == 1 ? try reader.double() : 0) }
        }
        return values
    }
}

extension TrainingDay {
    func write(to writer: inout StateWriter) {
        writer.write(signed: Int64(day))
        writer.write(count)
        writer.write(totals)
        writer.write(floats: weights)
        writer.write(floats: rows)
        writer.write(floats: contrastWeights)
        writer.write(floats: contrast)
    }

    init(from reader: inout StateReader, kernels: Int, stride: Int) throws(StateError) {
        day = Int(try reader.signed())
        count = try reader.double()
        totals = try reader.doubles(exactly: kernels)
        weights = try reader.floats()
        rows = try reader.floats()
        contrastWeights = try reader.floats()
        contrast = try reader.floats()
        guard rows.count == weights.count * stride, contrast.count == contrastWeights.count * stride else { throw reader.malformed() }
    }
}

extension Agreement {
    func write(to writer: inout StateWriter) {
        writer.write(terms.count)
        for term in terms {
            writer.write(term.kernel.map { $0 + 1 } ?? 0)
            writer.write([term.low, term.high, term.exponent])
        }
    }

    init(from reader: inout StateReader, kernels: Int) throws(StateError) {
        for _ in 0..<(try reader.count()) {
            let kernel = try reader.int()
            let values = try reader.doubles(exactly: 3)
            guard (0...kernels).contains(kernel), values.allSatisfy({ $0.isFinite }), values[0] > 0, values[1] > values[0] else {
                throw reader.malformed()
            }
            terms.append(Term(kernel: kernel == 0 ? nil : kernel - 1, low: values[0], high: values[1], exponent: values[2]))
        }
    }
}

extension StateWriter {
    /// Indices of a grid: ascending ones take a byte or two each.
    mutating func write(indices: [Int32]) {
        write(indices.count)
        var last: Int64 = 0
        for index in indices {
            write(signed: Int64(index) - last)
            last = Int64(index)
        }
    }

    mutating func write(floats: [Float]) {
        write(floats.count)
        for pair in Swift.stride(from: 0, to: floats.count, by: 2) {
            let high = pair + 1 < floats.count ? UInt64(floats[pair + 1].bitPattern) : 0
            write(fixed: high << 32 | UInt64(floats[pair].bitPattern))
        }
    }
}

extension StateReader {
    /// What `write(indices:)` wrote; each below a bound.
    mutating func indices(below bound: Int) throws(StateError) -> [Int32] {
        var indices: [Int32] = []
        var last: Int64 = 0
        for _ in 0..<(try count()) {
            last += try signed()
            guard last >= 0, last < Int64(bound), let index = Int32(exactly: last) else { throw malformed() }
            indices.append(index)
        }
        return indices
    }

    /// What `write(floats:)` wrote.
    mutating func floats() throws(StateError) -> [Float] {
        let count = try self.count(bytesEach: 4)
        var floats: [Float] = []
        floats.reserveCapacity(count + 1)
        for _ in 0..<(count + 1) / 2 {
            let pair = try fixed()
            floats.append(Float(bitPattern: UInt32(truncatingIfNeeded: pair)))
            floats.append(Float(bitPattern: UInt32(truncatingIfNeeded: pair >> 32)))
        }
        if floats.count > count { floats.removeLast() }
        return floats
    }
}
