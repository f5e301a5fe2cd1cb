extension DecayedCounts {
    /// What a day that is still going on changes, to be undone.
    struct Passing {
        let cells: Int
        let mass: [Double]
        var saved: [(slot: Int, values: [Double])] = []
    }

    /// Counts incidents of the day after the last for as long as a forecast takes; a share of that day has passed. In the order of cells.
    mutating func pass(_ events: [PlacedEvent], on type: DayType, share: Double) -> Passing {
        var passing = Passing(cells: cells.count, mass: mass)
        var last: Int32 = -1
        for event in events {
            if event.index != last {
                last = event.index
                let slot = Int(slots[Int(event.index)])
                if slot >= 0, slot < passing.cells {
                    passing.saved.append((slot, Array(values[(slot * stride)..<((slot + 1) * stride)])))
                }
            }
            add(at: Int(event.index), category: event.category, type: type, amount: Double(event.weight), age: -1)
        }
        for place in columns.indices {
            if case .ownOn(let kind) = columns[place].source {
                if kind == type { mass[place] += share }
            } else {
                mass[place] += share / perDay[place]
            }
        }
        return passing
    }

    /// As it was before `pass`.
    mutating func undo(_ passing: Passing) {
        mass = passing.mass
        // The oldest values last: a cell may have been saved more than once.
        for (slot, saved) in passing.saved.reversed() { values.replaceSubrange((slot * stride)..<((slot + 1) * stride), with: saved) }
        for index in cells[passing.cells...] { slots[Int(index)] = -1 }
        cells.removeLast(cells.count - passing.cells)
        values.removeLast(values.count - cells.count * stride)
    }

    /// Takes the counts of another grid: each of its cells goes to some indices of this one, in shares.
    mutating func take(_ other: DecayedCounts, places: (Int32) -> [(index: Int, share: Double)]) {
        scale = other.scale
        mass = other.mass
        for (slot, index) in other.cells.enumerated() {
            for (place, share) in places(index) {
                if slots[place] < 0 { _ = open(place) }
                let base = Int(slots[place]) * stride
                for column in 0..<stride { values[base + column] += other.values[slot * stride + column] * share }
            }
        }
    }
}
