import Domain

// When a count becomes a signal.
extension CorrelationMachine {
    /// The level of one test.
    var level: Double { min(settings.largestLevel, settings.falseSignalsPerDay / Double(max(1, testsPerDay))) }

    /// The running count reached the number at which to look.
    mutating func examine(_ index: Int, in place: Int) -> [Signal] {
        let slot = open[place].slot
        let entry = open[place].entries[index]
        let key = Announcement.Key(key: entry.key, start: slot.start)
        if let announcement = announcements[key] {
            // A correction may have taken it below what is unusual.
            guard Int(entry.count) >= announcement.threshold else {
                open[place].entries[index].next = UInt32(announcement.threshold)
                return []
            }
            return announce(announcement, index, in: place)
        }
        let history = histories[Int(entry.history)]
        let stratum = strata[history.stratum]
        guard let began = stratum.began, closedThrough > began, closedThrough &- began >= settings.minimumHistory else {
            open[place].entries[index].next = .max
            return []
        }
        let usual = baseline.predictive(
            history, in: stratum, bucket: open[place].bucket, length: slot.length, part: stratum.rhythm.part(of: slot),
            weight: open[place].weight)
        let threshold = usual.threshold(level: level, least: settings.minimumCount)
        guard Int(entry.count) >= threshold else {
            open[place].entries[index].next = UInt32(clamping: threshold)
            return []
        }
        let gap = max(settings.situationGap, Int64(slot.length))
        let after = baseline.predictive(
            history, in: stratum, bucket: stratum.rhythm.bucket(at: slot.end, on: &clock),
            length: UInt32(clamping: gap), part: nil, weight: open[place].weight)
        let situation = situations.join(entry.key, slot: slot, gap: gap, usual: after)
        let announcement = Announcement(slot: slot, usual: usual, threshold: threshold, count: 0, situation: situation)
        return announce(announcement, index, in: place)
    }

    private mutating func announce(_ announcement: Announcement, _ index: Int, in place: Int) -> [Signal] {
        var announcement = announcement
        let entry = open[place].entries[index]
        let (doubled, overflow) = entry.count.multipliedReportingOverflow(by: 2)
        open[place].entries[index].next = overflow ? .max : doubled
        announcement.standing = true
        let signal = signal(announcement, key: entry.key, count: Int(entry.count), sources: entry.sources)
        announcement.step += 1
        announcements[Announcement.Key(key: entry.key, start: announcement.slot.start)] = announcement
        tally.signals += 1
        return [signal]
    }

    /// After a retraction: says so where the slot was announced and is no longer unusual. `count` nil: the slot is closed.
    mutating func withdraw(_ key: CellKey, slot: TimeSlot, count: Int?, sources: [SourceKind]) -> [Signal] {
        let place = Announcement.Key(key: key, start: slot.start)
        guard !announcements.isEmpty, var announcement = announcements[place] else { return [] }
        announcement.count = count ?? announcement.count - 1
        var signals: [Signal] = []
        if announcement.standing, announcement.count < announcement.threshold {
            announcement.standing = false
            signals = [signal(announcement, key: key, count: max(0, announcement.count), sources: sources)]
            announcement.step += 1
            tally.signals += 1
        }
        announcements[place] = announcement
        return signals
    }

    private mutating func signal(_ announcement: Announcement, key: CellKey, count: Int, sources: [SourceKind]) -> Signal {
        let slot = announcement.slot
        let tail = announcement.usual.upperTail(count)
        var identifier = Fingerprint()
        identifier.combine("anomaly")
        for field in [Int64(key.category.rawValue), Int64(key.cell.level), Int64(key.cell.column), Int64(key.cell.row)] {
            identifier.combine(field)
        }
        for field in [slot.start, Int64(slot.length), Int64(announcement.step)] { identifier.combine(field) }
        let wording = AnomalyWording(
            category: key.category, cell: key.cell, grid: grid, slot: slot, count: count, expected: announcement.usual.mean,
            standing: announcement.standing)
        return Signal(
            identifier: identifier.hexadecimal, kind: .anomaly, category: key.category, cells: [key.cell], start: slot.start, end: slot.end,
            observed: Double(count), expected: announcement.usual.mean, pValue: tail,
            severity: announcement.standing ? severity(tail, count: count) : .minor, sources: sources,
            french: wording.french(&clock), english: wording.english(&clock), situation: announcement.situation)
    }

    /// Moderate at the level of signals, severe a thousand times beyond it, extreme a million times with at least ten incidents.
    private func severity(_ tail: Double, count: Int) -> Severity {
        if tail <= level * 1e-6, count >= 10 { return .extreme }
        return tail <= level * 1e-3 ? .severe : .moderate
    }
}
