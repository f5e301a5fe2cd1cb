import Domain

extension PlaceModel {
    /// Turns a day's own incidents into training rows, from what was known before the day.
    mutating func record(day: Int, _ events: some RandomAccessCollection<PlacedEvent>) {
        renewIfDue(day: day)
        let type = DayType(day: day)
        let known = events.filter { isOwn($0.category) && touchesArea($0) }
        var entry = TrainingDay(day: day, totals: totals(on: type))
        let kept = min(known.count, settings.rowsPerDay)
        if kept > 0 {
            for event in known { entry.count += Double(event.weight) }
            var sampler = SplitMix64(seed: settings.seed ^ UInt64(bitPattern: Int64(day)))
            let phase = kept < known.count ? sampler.unit() : 0
            // Drawn by weight: shares of spread incidents are many and count little each.
            var pick = known.indices.first ?? 0
            var passed = Double(known.first?.weight ?? 0)
            let step = entry.count / Double(kept)
            entry.rows = [Float](repeating: 0, count: kept * kernels.stride)
            entry.weights.reserveCapacity(kept)
            var scratch = CellReading(self, on: type)
            var sum = 0.0
            for place in 0..<kept {
                if kept == known.count {
                    pick = place
                } else {
                    let wanted = (Double(place) + phase) * step
                    while passed <= wanted, pick < known.count - 1 {
                        pick += 1
                        passed += Double(known[pick].weight)
                    }
                }
                read(known[pick], into: &entry.rows, row: place, &scratch)
                let weight = kept == known.count ? known[pick].weight : Float(step)
                entry.weights.append(weight)
                sum += Double(weight)
            }
            // The sample stands for the day.
            let factor = sum > 0 ? Float(entry.count / sum) : 0
            for place in entry.weights.indices { entry.weights[place] *= factor }
            draw(
                contrasts: kernels.agreeing.isEmpty ? min(settings.contrastsPerDay, 40) : min(settings.contrastsPerDay, max(60, kept)),
                into: &entry, &sampler, &scratch)
        }
        if training.count >= settings.trainingDays { training.removeFirst(training.count - settings.trainingDays + 1) }
        training.append(entry)
    }

    /// Where a coarse incident happened: shares over the cells of its square, in proportion to what is forecast of each (the E-step for a
    /// latent
    /// place). They sum to 1 unless the whole square lies outside the grid.
    func shares(of event: PlacedEvent, on type: DayType) -> [(index: Int, share: Double)] {
        let children = children(of: event)
        guard !children.isEmpty else { return [] }
        var scratch = CellReading(self, on: type)
        let rates = children.map { scratch.rate(at: $0, self) }
        let sum = rates.reduce(0, +)
        return zip(children, rates).map { ($0, sum > 0 ? $1 / sum : 1 / Double(children.count)) }
    }

    private func touchesArea(_ event: PlacedEvent) -> Bool {
        if event.span == 1 { return area.contains[Int(event.index)] && !newcomers.contains(event.index) }
        return children(of: event).contains { area.contains[$0] }
    }

    func children(of event: PlacedEvent) -> [Int] {
        let span = Int(event.span)
        return (0..<span * span).compactMap { place in
            let index = Int(event.index) + place / span * grid.width + place % span
            return index >= 0 && index < grid.count && grid.isInside(index) ? index : nil
        }
    }

    /// A row of kernels; of a coarse incident the sum over its square: it may have happened in any of its cells.
    private func read(_ event: PlacedEvent, into rows: inout [Float], row: Int, _ scratch: inout CellReading) {
        let start = row * kernels.stride
        for index in event.span == 1 ? [Int(event.index)] : children(of: event).filter({ area.contains[$0] }) {
            scratch.read(at: index, self)
            for kernel in kernels.kernels.indices { rows[start + kernel] += Float(scratch.kernels[kernel]) }
        }
    }

    /// Each kernel's sum over the area.
    func totals(on type: DayType) -> [Double] {
        let stride = counts.stride
        let blurs = GaussianTaps.all.count
        // Sums of each column, weighted by how much of its blur falls within the area.
        var sums = [Double](repeating: 0, count: blurs * stride)
        for blur in 0..<blurs {
            let inside = blur == 0 ? nil : reference.inside[blur - 1]
            for column in Swift.stride(from: kernels.runs[blur].lowerBound, to: kernels.runs[blur].upperBound, by: 4) {
                let sum = counts.sums(fromColumn: column, weights: inside)
                for place in 0..<4 { sums[blur * stride + column + place] = sum[place] }
            }
        }
        let rates = counts.rates
        return kernels.kernels.indices.map { place in
            switch kernels.kernels[place].shape {
            case .flat: Double(reference.cells.count)
            case .counted(let column, let blur): sums[blur * stride + column] * rates[column]
            case .onDay(let alike, let blur):
                onDay(type, alike: alike).reduce(0) { $0 + sums[blur * stride + $1.column] * $1.rate }
            case .capped, .shrunk: reference.totals[place]
            }
        }
    }

    /// The columns whose counts, times the rate, add up to the mean of this kind of day.
    func onDay(_ type: DayType, alike: Bool) -> [(column: Int, rate: Double)] {
        let types = alike ? type.likeness : [type]
        let days = types.reduce(0) { $0 + counts.mass[kernels.firstDayType + $1.rawValue] }
        return days > 0 ? types.map { (kernels.firstDayType + $0.rawValue, 1 / days) } : []
    }
}
