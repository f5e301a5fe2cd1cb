import Domain

extension StreamingDetector {
    /// Forgets the lightest series until there is room: first those that weigh next to nothing, then, if that is not enough, ever heavier
    /// ones.
    mutating func forget() {
        let room = settings.maximumSeries - settings.maximumSeries / 8
        var busy = Set<Int32>()
        for slot in open { for entry in slot.entries { busy.insert(entry.series) } }
        var least = 0.02
        var kept = keepers(least, busy)
        while kept.count > room, least < 1e12 {
            least *= 2
            kept = keepers(least, busy)
        }
        guard kept.count < series.count else { return }
        tally.forgotten += series.count - kept.count
        renumber(kept)
    }

    private func keepers(_ least: Double, _ busy: Set<Int32>) -> [Int] {
        series.indices.filter { index in
            busy.contains(Int32(index)) || series[index].total * halfLife.factor(week - series[index].week) >= least
        }
    }

    private mutating func renumber(_ kept: [Int]) {
        var places = [Int32](repeating: -1, count: series.count)
        for (place, index) in kept.enumerated() { places[index] = Int32(place) }
        for index in series.indices where places[index] < 0 {
            let profile = Int(series[index].profile)
            let total = series[index].total * halfLife.factor(week - series[index].week)
            if series[index].live > 0 {
                profiles[profile].series -= 1
                testsPerDay -= exposures[profiles[profile].exposure].cadence.slotsPerDay
            }
            profiles[profile].squares = max(0, profiles[profile].squares - total * total)
        }
        series = kept.map { series[$0] }
        table = PackedTable(capacity: 1_024)
        for (index, one) in series.enumerated() { table.insert(one.high, one.low, index: index) }
        for place in open.indices {
            var slot = StreamSlot(cadence: open[place].cadence, number: open[place].number)
            for entry in open[place].entries {
                let added = slot.add(places[Int(entry.series)], next: entry.next)
                slot.entries[added].count = entry.count
            }
            open[place] = slot
        }
    }
}
