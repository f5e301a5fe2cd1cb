import Domain

// How counts become history, and how history is forgotten.
extension CorrelationMachine {
    /// Where a slot's counts are kept while it is open.
    mutating func openPlace(of slot: TimeSlot) -> Int {
        if lastPlace < open.count, open[lastPlace].slot == slot { return lastPlace }
        if let place = places[slot] {
            lastPlace = place
            return place
        }
        let bucket = Rhythm(length: slot.length).bucket(of: slot, on: &clock)
        open.append(OpenSlot(slot: slot, bucket: bucket, weight: weights.weight(WeekWeight.week(of: slot.start))))
        lastPlace = open.count - 1
        places[slot] = lastPlace
        earliestEnd = min(earliestEnd, slot.end)
        return lastPlace
    }

    /// The first incident of a cell and category in an open slot.
    mutating func openEntry(for key: CellKey, in place: Int) -> Int {
        let history = historyIndex(of: key)
        strata[histories[history].stratum].begin(
            at: open[place].slot.start, horizon: horizon, weights: weights, clock: &clock)
        count(history: history, by: 1)
        return open[place].insert(
            OpenSlot.Entry(key: key, history: Int32(truncatingIfNeeded: history), next: UInt32(settings.minimumCount)))
    }

    /// An incident whose slot is closed; one from beyond the horizon has no weight and is dropped.
    mutating func addLate(_ incident: Incident, key: CellKey) {
        guard incident.slot.start > closedThrough &- horizon else { return }
        let history = historyIndex(of: key)
        let stratum = histories[history].stratum
        strata[stratum].begin(at: incident.slot.start, horizon: horizon, weights: weights, clock: &clock)
        strata[stratum].advance(to: closedThrough, horizon: horizon, weights: weights, clock: &clock)
        count(history: history, by: 1)
        addHistory(history, amount: weights.weight(WeekWeight.week(of: incident.slot.start)), slot: incident.slot)
    }

    /// Adds to (or takes from) what a cell and its stratum counted in a closed slot.
    mutating func addHistory(_ history: Int, amount: Double, slot: TimeSlot) {
        let bucket = strata[histories[history].stratum].rhythm.bucket(of: slot, on: &clock)
        histories[history].add(amount, bucket: bucket)
        strata[histories[history].stratum].add(amount, bucket: bucket, slot: slot)
    }

    mutating func count(history: Int, by amount: Int) {
        if histories[history].live == 0 {
            testsPerDay += histories[history].key.testsPerDay
            strata[histories[history].stratum].cells += 1
        }
        histories[history].live += amount
    }

    mutating func discount(history: Int, by amount: Int) {
        histories[history].live -= amount
        guard histories[history].live == 0 else { return }
        histories[history].total = 0
        histories[history].buckets = []
        testsPerDay -= histories[history].key.testsPerDay
        let stratum = histories[history].stratum
        strata[stratum].cells -= 1
        if strata[stratum].cells == 0 { strata[stratum].forget() }
    }

    /// The history of a cell and category, if it has one.
    func knownHistory(of key: CellKey) -> Int? { keys.find(key.high, key.low) { histories[$0].key == key } }

    private mutating func historyIndex(of key: CellKey) -> Int {
        if let index = knownHistory(of: key) { return index }
        let stratum: Int
        if let known = strata.firstIndex(where: { $0.low == key.low }) {
            stratum = known
        } else {
            stratum = strata.count
            strata.append(Stratum(low: key.low))
        }
        keys.insert(key.high, key.low, index: histories.count)
        histories.append(CellHistory(key: key, stratum: stratum))
        return histories.count - 1
    }

    /// Closes the slots that end at or before an instant, in the order of time.
    mutating func close(through time: Int64) -> [Signal] {
        var signals: [Signal] = []
        let before = closedThrough
        closedThrough = time
        if earliestEnd <= time {
            for slot in places.keys.filter({ $0.end <= time }).sorted() {
                guard let place = places[slot] else { continue }
                signals += judgeSituations(by: slot.start)
                settle(open[place])
            }
            open.removeAll { $0.slot.end <= time }
            places = Dictionary(uniqueKeysWithValues: open.enumerated().map { ($1.slot, $0) })
            earliestEnd = open.reduce(.max) { min($0, $1.slot.end) }
            lastPlace = 0
        }
        for index in strata.indices {
            strata[index].advance(to: time, horizon: horizon, weights: weights, clock: &clock)
        }
        signals += judgeSituations(by: time)
        // Only gives memory back, so once a quarter hour of event time will do.
        if !announcements.isEmpty, time.floorDivided(by: 900) > before.floorDivided(by: 900) {
            announcements = announcements.filter { $0.value.slot.end &+ correctionWindow > time }
        }
        let week = WeekWeight.week(of: time)
        if week > prunedWeek {
            prune(week: week)
            prunedWeek = week
        }
        return signals
    }

    private mutating func settle(_ slot: OpenSlot) {
        if !situations.isEmpty { situations.settle(slot) }
        for entry in slot.entries where entry.count > 0 {
            let history = Int(entry.history)
            let amount = Double(entry.count) * slot.weight
            histories[history].add(amount, bucket: slot.bucket)
            histories[history].live += Int(entry.count) - 1
            strata[histories[history].stratum].add(amount, bucket: slot.bucket, slot: slot.slot)
            let key = Announcement.Key(key: entry.key, start: slot.slot.start)
            if !announcements.isEmpty, announcements[key] != nil { announcements[key]?.count = Int(entry.count) }
        }
    }

    /// Once a week: forgets cells and buckets that weigh less than a five-hundredth of an incident.
    private mutating func prune(week: Int64) {
        let least = weights.weight(week) / 512
        var moved = [Int32](repeating: -1, count: histories.count)
        var held = [Bool](repeating: false, count: histories.count)
        for slot in open { for entry in slot.entries { held[Int(entry.history)] = true } }
        var kept: [CellHistory] = []
        var table = PackedTable(capacity: 1_024)
        for index in histories.indices {
            histories[index].prune(below: least)
            if histories[index].total < least && !held[index] {
                if histories[index].live > 0 { discount(history: index, by: histories[index].live) }
                continue
            }
            moved[index] = Int32(truncatingIfNeeded: kept.count)
            table.insert(histories[index].key.high, histories[index].key.low, index: kept.count)
            kept.append(histories[index])
        }
        histories = kept
        keys = table
        for place in open.indices {
            for index in open[place].entries.indices { open[place].entries[index].history = moved[Int(open[place].entries[index].history)] }
        }
    }
}
