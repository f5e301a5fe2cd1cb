extension PlaceModel {
    /// Own incidents a day, for ever, blurred.
    func blurOwn(_ taps: GaussianTaps, _ blur: inout GaussianBlur, _ image: inout [Float], _ output: inout [Float]) {
        var coefficients = [Double](repeating: 0, count: counts.stride)
        coefficients[kernels.own] = counts.rates[kernels.own]
        draw(coefficients, into: &image)
        blur.blur(image, taps: taps, within: counts.box, into: &output)
    }

    /// Renews what kernels are measured against once a week; of a young history every few days, of one without a whole day each time.
    mutating func renewIfDue(day: Int) {
        let age = counts.mass[kernels.own]
        let interval = age >= 28 ? 7 : Int(age / 4)
        if reference.day.map({ day - $0 >= interval }) ?? true { renew(day: day) }
    }

    /// Renews what kernels are measured against.
    mutating func renew(day: Int) {
        let cells = area.cells()
        reference.day = day
        reference.cells = cells
        let perDay = counts.rates
        for column in kernels.columns.indices {
            let (sum, positive) = counts.spread(column)
            let rate = counts.mass[column] > 0 ? sum / counts.mass[column] : 0
            reference.meanWhereAny[column] = positive > 0 ? rate / Double(positive) : 0
            if column == kernels.own { reference.floor = cells.isEmpty ? 0 : 0.02 * rate / Double(cells.count) }
        }
        var blur = GaussianBlur(grid: grid)
        var output = [Float](repeating: 0, count: grid.count)
        reference.inside = insides(cells, &blur)
        var image = [Float](repeating: 0, count: grid.count)
        for (place, kernel) in kernels.kernels.enumerated() {
            if case .capped(let column, let multiple) = kernel.shape {
                let limit = multiple * reference.meanWhereAny[column]
                var sum = 0.0
                for slot in 0..<counts.count { sum += min(counts.values[slot * counts.stride + column] * perDay[column], limit) }
                reference.totals[place] = sum
            }
        }
        for (bandwidth, taps) in GaussianTaps.all.enumerated().dropFirst() {
            var isBlurred = false
            for (place, kernel) in kernels.kernels.enumerated() {
                guard case .shrunk(let column, bandwidth, let prior) = kernel.shape else { continue }
                if !isBlurred { blurOwn(taps, &blur, &image, &output) }
                isBlurred = true
                let mass = counts.mass[column]
                var sum = 0.0
                for index in cells {
                    let mean = Double(output[Int(index)]) + reference.floor
                    sum += mean * (prior + counts.value(column, at: Int(index))) / (prior + mean * mass)
                }
                reference.totals[place] = sum
            }
        }
    }

    /// How much of a blur around each place falls within the reference's area.
    func insides(_ cells: [Int32], _ blur: inout GaussianBlur) -> [[Float]] {
        var mask = [Float](repeating: 0, count: grid.count)
        var box: GridBox?
        for index in cells {
            mask[Int(index)] = 1
            let (column, row) = (Int(index) % grid.width, Int(index) / grid.width)
            if box == nil { box = GridBox(columns: column...column, rows: row...row) } else { box?.add(column: column, row: row) }
        }
        return GaussianTaps.all.dropFirst().map { taps in
            var output = [Float](repeating: 0, count: grid.count)
            blur.blur(mask, taps: taps, within: box, into: &output)
            return output
        }
    }
}

extension KernelSet {
    /// Weights before anything was learnt: a cautious mean of each place and its neighbourhood over a thin background.
    var plainWeights: [Double] {
        kernels.map { kernel in
            switch kernel.shape {
            case .flat: 1e-6
            case .shrunk(own, 2, 0.3): 0.6
            case .counted(own, 3): 0.4
            default: 0
            }
        }
    }

    /// The same as shares of what is expected.
    var plainShares: [Double] {
        kernels.map { kernel in
            switch kernel.shape {
            case .flat: 0.01
            case .shrunk(own, 2, 0.3): 0.6
            case .counted(own, 3): 0.39
            default: 0
            }
        }
    }
}
