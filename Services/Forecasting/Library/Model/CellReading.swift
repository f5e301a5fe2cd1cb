/// Reads every kernel at one cell, from the counts around it: for the few cells of incidents this is less than blurring the whole grid.
struct CellReading {
    /// The kernels' values at the cell read last, as many as there are.
    private(set) var kernels: [Double]
    /// Columns blurred with each bandwidth, `stride` a bandwidth.
    private var blurred: [Double]
    /// Where counts lie around the cell, in bytes of their first column, and the kernel's weight there.
    private var offsets: [Int]
    private var weights: [Double]
    /// How many of them there are.
    private var near = 0
    private let rates: [Double]
    private var days: [[(column: Int, rate: Double)]]

    init(_ model: PlaceModel, on type: DayType) {
        kernels = [Double](repeating: 0, count: model.kernels.kernels.count)
        blurred = [Double](repeating: 0, count: model.counts.stride * GaussianTaps.all.count)
        let reach = GaussianTaps.all.map { (2 * $0.radius + 1) * (2 * $0.radius + 1) }.max() ?? 1
        offsets = [Int](repeating: 0, count: reach + 1)
        weights = [Double](repeating: 0, count: reach + 1)
        rates = model.counts.rates
        days = [model.onDay(type, alike: false), model.onDay(type, alike: true)]
    }

    /// The forecast's shape at a cell, without the day's level.
    mutating func rate(at index: Int, _ model: PlaceModel) -> Double {
        read(at: index, model)
        let weights = model.weights.isEmpty ? model.kernels.plainWeights : model.weights
        let rate = zip(kernels, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return rate * model.agreement.factor(rate: rate, kernels: kernels)
    }

    /// Reads a cell inside the margin.
    mutating func read(at index: Int, _ model: PlaceModel) {
        gather(at: index, model.counts, model.kernels.runs)
        let stride = model.counts.stride
        let slot = Int(model.counts.slots[index])
        for (place, kernel) in model.kernels.kernels.enumerated() {
            switch kernel.shape {
            case .flat: kernels[place] = 1
            case .counted(let column, let blur): kernels[place] = blurred[blur * stride + column] * rates[column]
            case .onDay(let alike, let blur):
                var sum = 0.0
                for (column, rate) in days[alike ? 1 : 0] { sum += blurred[blur * stride + column] * rate }
                kernels[place] = sum
            case .capped(let column, let multiple):
                kernels[place] = min(blurred[column] * rates[column], multiple * model.reference.meanWhereAny[column])
            case .shrunk(let column, let blur, let prior):
                let own = model.kernels.own
                let mean = blurred[blur * stride + own] * rates[own] + model.reference.floor
                let incidents = slot < 0 ? 0 : model.counts.value(column, slot: slot)
                kernels[place] = mean * (prior + incidents) / (prior + mean * model.counts.mass[column])
            }
        }
    }

    /// The kernels of the same cell on another kind of day: only what is told of that kind changes.
    mutating func turn(to type: DayType, _ model: PlaceModel) {
        days = [model.onDay(type, alike: false), model.onDay(type, alike: true)]
        for (place, kernel) in model.kernels.kernels.enumerated() {
            guard case .onDay(let alike, let blur) = kernel.shape else { continue }
            kernels[place] = days[alike ? 1 : 0].reduce(0) { $0 + blurred[blur * model.counts.stride + $1.column] * $1.rate }
        }
    }

    private mutating func gather(at index: Int, _ counts: DecayedCounts, _ runs: [Range<Int>]) {
        let stride = counts.stride
        for (blur, taps) in GaussianTaps.all.enumerated() where !runs[blur].isEmpty {
            survey(around: index, counts, taps)
            let near = near
            blurred.withUnsafeMutableBytes { blurred in
                counts.values.withUnsafeBytes { values in
                    offsets.withUnsafeBufferPointer { offsets in
                        weights.withUnsafeBufferPointer { weights in
                            // Eight columns at a time, while there are: their sums stay in registers.
                            var column = runs[blur].lowerBound
                            while column < runs[blur].upperBound {
                                let place = (blur * stride + column) * 8
                                var low = SIMD4<Double>.zero
                                if column + 8 <= runs[blur].upperBound {
                                    var high = SIMD4<Double>.zero
                                    for near in 0..<near {
                                        let offset = offsets[near] + column * 8
                                        low += values.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self) * weights[near]
                                        high +=
                                            values.loadUnaligned(fromByteOffset: offset + 32, as: SIMD4<Double>.self) * weights[near]
                                    }
                                    blurred.storeBytes(of: high, toByteOffset: place + 32, as: SIMD4<Double>.self)
                                    column += 8
                                } else {
                                    for near in 0..<near {
                                        let offset = offsets[near] + column * 8
                                        low += values.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self) * weights[near]
                                    }
                                    column += 4
                                }
                                blurred.storeBytes(of: low, toByteOffset: place, as: SIMD4<Double>.self)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Finds the cells with counts that a kernel reaches.
    private mutating func survey(around index: Int, _ counts: DecayedCounts, _ taps: GaussianTaps) {
        let bytes = counts.stride * 8
        let width = counts.grid.width
        var found = 0
        counts.slots.withUnsafeBufferPointer { slots in
            taps.half.withUnsafeBufferPointer { half in
                offsets.withUnsafeMutableBufferPointer { offsets in
                    weights.withUnsafeMutableBufferPointer { weights in
                        for up in -taps.radius...taps.radius {
                            let row = index + up * width
                            let vertical = half[abs(up)]
                            for right in -taps.radius...taps.radius {
                                // Written always and kept where there are counts: no branch to be guessed wrong.
                                let slot = Int(slots[row + right])
                                offsets[found] = slot * bytes
                                weights[found] = vertical * half[abs(right)]
                                found += slot >= 0 ? 1 : 0
                            }
                        }
                    }
                }
            }
        }
        near = found
    }
}
