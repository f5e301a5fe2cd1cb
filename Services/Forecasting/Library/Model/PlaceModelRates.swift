import Domain

extension PlaceModel {
    /// What is forecast of a day: incidents by cell of `areaCells()`, in its order, summing to `total`.
    ///
    /// - Parameters:
    ///   - day: counted from 1 January 1970; what was absorbed lies before it.
    ///   - total: incidents expected of the whole area; the level's own answer where nil.
    public mutating func forecast(day: Int, total: Double? = nil) -> [Double] {
        let rates = agreed(shape(day: day), agreementLift())
        let sum = rates.reduce(0, +)
        let factor = sum > 0 ? (total ?? level.expected(day: day)) / sum : 0
        return rates.map { $0 * factor }
    }

    /// What is forecast of several days from the same knowledge: by day, then by cell of `areaCells()`.
    ///
    /// What does not depend on the kind of day is computed once.
    public mutating func forecasts(from day: Int, days: Int) -> [[Float]] {
        let lasting = lasting(day: day)
        let lift = agreementLift()
        var likenesses: [Bool: [Double]] = [:]
        var shapes = [[Double]?](repeating: nil, count: DayType.allCases.count)
        return (day..<(day + days)).map { day in
            let type = DayType(day: day)
            let isWeekend = type.likeness.contains(.sunday)
            let alike = likenesses[isWeekend] ?? likeness(type, weights(only: nil))
            likenesses[isWeekend] = alike
            let shape = shapes[type.rawValue] ?? agreed(shape(lasting: lasting, likeness: alike, on: type), lift)
            shapes[type.rawValue] = shape
            let sum = shape.reduce(0, +)
            let factor = sum > 0 ? level.expected(day: day) / sum : 0
            return shape.map { Float($0 * factor) }
        }
    }

    /// Where a day's incidents are expected, for each kind of day asked for: by cell of `areaCells()`, each summing to 1 (or to nothing
    /// where nothing is known).
    mutating func shapes(from day: Int, of types: Set<DayType>) -> [DayType: [Float]] {
        let lasting = lasting(day: day)
        let lift = agreementLift()
        var likenesses: [Bool: [Double]] = [:]
        var shapes: [DayType: [Float]] = [:]
        for type in DayType.allCases where types.contains(type) {
            let isWeekend = type.likeness.contains(.sunday)
            let alike = likenesses[isWeekend] ?? likeness(type, weights(only: nil))
            likenesses[isWeekend] = alike
            let rates = agreed(shape(lasting: lasting, likeness: alike, on: type), lift)
            let sum = rates.reduce(0, +)
            shapes[type] = rates.map { Float(sum > 0 ? $0 / sum : 0) }
        }
        return shapes
    }

    /// The same, split exactly into its components: by `ForecastComponent.allCases`, then by cell. Their sum by cell is the forecast.
    public mutating func explanation(day: Int, total: Double? = nil) -> [[Double]] {
        let mixture = shape(day: day)
        let rates = agreed(mixture, agreementLift())
        let sum = rates.reduce(0, +)
        let factor = sum > 0 ? (total ?? level.expected(day: day)) / sum : 0
        // Agreement multiplies all components of a cell alike.
        let factors = zip(rates, mixture).map { $1 > 0 ? $0 / $1 * factor : 0 }
        return ForecastComponent.allCases.map { component in
            zip(shape(day: day, only: component), factors).map { $0 * $1 }
        }
    }

    /// Share of each component in the whole forecast of a day, by `ForecastComponent.allCases`; they sum to 1.
    public mutating func componentShares(day: Int) -> [Double] {
        let parts = explanation(day: day, total: 1)
        return parts.map { $0.reduce(0, +) }
    }

    /// The weighted kernels by cell of the area, before agreement and the day's level.
    private mutating func shape(day: Int, only component: ForecastComponent? = nil) -> [Double] {
        let type = DayType(day: day)
        let weights = weights(only: component)
        let lasting = lasting(day: day, only: component)
        return shape(lasting: lasting, likeness: likeness(type, weights), on: type, only: component)
    }

    private mutating func shape(
        lasting: [Double], likeness: [Double], on type: DayType, only component: ForecastComponent? = nil
    ) -> [Double] {
        var rates = zip(lasting, likeness).map { $0 + $1 }
        var coefficients = [Double](repeating: 0, count: counts.stride)
        for (kernel, weight) in zip(kernels.kernels, weights(only: component)) where weight > 0 {
            if case .onDay(let alike, 0) = kernel.shape {
                for (column, rate) in onDay(type, alike: alike) { coefficients[column] += weight * rate }
            }
        }
        addPointwise(&rates, flat: 0, coefficients: coefficients, caps: [])
        return rates
    }

    /// The weights in force, or those of one component alone.
    private func weights(only component: ForecastComponent?) -> [Double] {
        let weights = self.weights.isEmpty ? kernels.plainWeights : self.weights
        guard let component else { return weights }
        return zip(kernels.kernels, weights).map { $0.component == component ? $1 : 0 }
    }

    /// What blurred counts on days of the same half of the week add.
    private mutating func likeness(_ type: DayType, _ weights: [Double]) -> [Double] {
        var coefficients = [Double](repeating: 0, count: GaussianTaps.all.count * counts.stride)
        for (kernel, weight) in zip(kernels.kernels, weights) where weight > 0 {
            guard case .onDay(let alike, let blur) = kernel.shape, blur > 0 else { continue }
            for (column, rate) in onDay(type, alike: alike) { coefficients[blur * counts.stride + column] += weight * rate }
        }
        return blurred(coefficients)
    }

    /// What does not depend on the kind of day.
    private mutating func lasting(day: Int, only component: ForecastComponent? = nil) -> [Double] {
        if reference.day == nil || counts.mass[kernels.own] < 28 { renewIfDue(day: day) }
        let weights = weights(only: component)
        let stride = counts.stride
        let perDay = counts.rates
        // Everything linear with the same bandwidth is one image.
        var coefficients = [Double](repeating: 0, count: GaussianTaps.all.count * stride)
        var flat = 0.0
        var caps: [Cap] = []
        for (kernel, weight) in zip(kernels.kernels, weights) where weight > 0 {
            switch kernel.shape {
            case .flat: flat += weight
            case .counted(let column, let blur): coefficients[blur * stride + column] += weight * perDay[column]
            case .capped(let column, let multiple):
                let limit = multiple * reference.meanWhereAny[column]
                if perDay[column] > 0 { caps.append(Cap(column: column, limit: limit / perDay[column], weight: weight * perDay[column])) }
            case .onDay, .shrunk: break
            }
        }
        var rates = blurred(coefficients)
        addPointwise(&rates, flat: flat, coefficients: Array(coefficients[..<stride]), caps: caps)
        addShrunk(&rates, weights)
        return rates
    }

    /// A saturating count: at most `limit`, in stored values.
    private struct Cap {
        let column: Int
        let limit: Double
        let weight: Double
    }

    /// For each bandwidth but the first, a combination of columns, blurred; their sum by cell of the area.
    private mutating func blurred(_ coefficients: [Double]) -> [Double] {
        let cells = area.cells()
        var rates = [Double](repeating: 0, count: cells.count)
        var image = [Float](repeating: 0, count: grid.count)
        var output = [Float](repeating: 0, count: grid.count)
        var blur = GaussianBlur(grid: grid)
        let stride = counts.stride
        for (place, taps) in GaussianTaps.all.enumerated().dropFirst() {
            let part = Array(coefficients[(place * stride)..<((place + 1) * stride)])
            guard part.contains(where: { $0 > 0 }) else { continue }
            draw(part, into: &image)
            blur.blur(image, taps: taps, within: counts.box, into: &output)
            PlaceModel.add(output, at: cells, to: &rates)
        }
        return rates
    }

    private static func add(_ image: [Float], at cells: [Int32], to rates: inout [Double]) {
        image.withUnsafeBufferPointer { image in
            cells.withUnsafeBufferPointer { cells in
                rates.withUnsafeMutableBufferPointer { rates in
                    for cell in cells.indices { rates[cell] += Double(image[Int(cells[cell])]) }
                }
            }
        }
    }

    /// Writes a combination of columns where there are counts; everywhere else the image is and stays 0.
    func draw(_ coefficients: [Double], into image: inout [Float]) {
        let used = coefficients.indices.filter { coefficients[$0] != 0 }
        let stride = counts.stride
        counts.values.withUnsafeBufferPointer { values in
            counts.cells.withUnsafeBufferPointer { cells in
                coefficients.withUnsafeBufferPointer { coefficients in
                    used.withUnsafeBufferPointer { used in
                        image.withUnsafeMutableBufferPointer { image in
                            for slot in cells.indices {
                                var sum = 0.0
                                for column in used { sum += coefficients[column] * values[slot * stride + column] }
                                image[Int(cells[slot])] = Float(sum)
                            }
                        }
                    }
                }
            }
        }
    }

    /// What needs only the cell itself: the flat kernel, unblurred counts, saturating counts.
    private mutating func addPointwise(_ rates: inout [Double], flat: Double, coefficients: [Double], caps: [Cap]) {
        let cells = area.cells()
        let stride = counts.stride
        let used = coefficients.indices.filter { coefficients[$0] != 0 }
        counts.values.withUnsafeBufferPointer { values in
            counts.slots.withUnsafeBufferPointer { slots in
                cells.withUnsafeBufferPointer { cells in
                    rates.withUnsafeMutableBufferPointer { rates in
                        for cell in cells.indices {
                            var sum = flat
                            let slot = Int(slots[Int(cells[cell])])
                            if slot >= 0 {
                                for column in used { sum += coefficients[column] * values[slot * stride + column] }
                                for cap in caps { sum += cap.weight * min(values[slot * stride + cap.column], cap.limit) }
                            }
                            rates[cell] += sum
                        }
                    }
                }
            }
        }
    }

    /// The gamma-Poisson means.
    private mutating func addShrunk(_ rates: inout [Double], _ weights: [Double]) {
        let cells = area.cells()
        let stride = counts.stride
        let floor = reference.floor
        var image = [Float](repeating: 0, count: grid.count)
        var output = [Float](repeating: 0, count: grid.count)
        var blur = GaussianBlur(grid: grid)
        for (place, taps) in GaussianTaps.all.enumerated().dropFirst() {
            var parts: [(column: Int, scale: Double, mass: Double, prior: Double, weight: Double)] = []
            for (kernel, weight) in zip(kernels.kernels, weights) where weight > 0 {
                if case .shrunk(let column, place, let prior) = kernel.shape {
                    parts.append((column, counts.scale[column], counts.mass[column], prior, weight))
                }
            }
            guard !parts.isEmpty else { continue }
            blurOwn(taps, &blur, &image, &output)
            counts.values.withUnsafeBufferPointer { values in
                counts.slots.withUnsafeBufferPointer { slots in
                    cells.withUnsafeBufferPointer { cells in
                        rates.withUnsafeMutableBufferPointer { rates in
                            for cell in cells.indices {
                                let index = Int(cells[cell])
                                let mean = Double(output[index]) + floor
                                let slot = Int(slots[index])
                                var sum = 0.0
                                for part in parts {
                                    let incidents = slot < 0 ? 0 : values[slot * stride + part.column] * part.scale
                                    sum += part.weight * (part.prior + incidents) / (part.prior + mean * part.mass)
                                }
                                rates[cell] += mean * sum
                            }
                        }
                    }
                }
            }
        }
    }
}
