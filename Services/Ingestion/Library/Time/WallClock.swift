import Domain

/// Turns the wall clock of a file's rows into instants, in the order of the rows.
///
/// When summer time ends an hour is shown twice. A file in order of time that steps back within that hour is in its second pass; before
/// such a step the first pass is assumed and the time flagged ambiguous. A file that steps back elsewhere is not in order, and proves
/// nothing.
struct WallClock: Sendable {
    /// An instant with what is known of it.
    struct Time: Hashable, Sendable {
        var instant: Instant
        var offsetMinutes: Int32
        var certainty: TimeCertainty
    }

    let zone: ZoneTable
    private var certain: (range: Range<Int64>, offset: Int64) = (0..<0, 0)
    private var previous = Int64.min
    private var inOrder = true
    private var inSecondPass = false

    init(zone: ZoneTable) { self.zone = zone }

    /// The time of a wall clock; nil where summer time skipped it.
    mutating func time(of civil: CivilTime) -> Time? {
        let local = civil.localSeconds
        if certain.range.contains(local) {
            if local < previous { inOrder = false }
            previous = local
            inSecondPass = false
            return time(local - certain.offset, Int32(certain.offset / 60), .exact, civil.millisecond)
        }
        let steppedBack = local < previous
        defer { previous = local }
        switch zone.reading(ofLocal: local) {
        case .never: return nil
        case .once(let seconds, let offset):
            if let stretch = zone.certainStretch(aroundLocal: local) { certain = stretch }
            if steppedBack { inOrder = false }
            inSecondPass = false
            return time(seconds, offset, .exact, civil.millisecond)
        case .twice(let earlier, let earlierOffset, let later, let laterOffset):
            if steppedBack {
                // Only a step back from the same doubled stretch tells the second pass from disorder.
                if inOrder, case .twice = zone.reading(ofLocal: previous) { inSecondPass = true } else { inOrder = false }
            }
            return inSecondPass && inOrder
                ? time(later, laterOffset, .exact, civil.millisecond) : time(earlier, earlierOffset, .ambiguous, civil.millisecond)
        }
    }

    /// The time of a wall clock that summer time skipped, read as if the clock had not been put forward yet.
    func shiftedTime(of civil: CivilTime) -> Time {
        let local = civil.localSeconds
        // The offset that held the day before: no zone changes twice within a day.
        let before = zone.offsetMinutes(at: local - 86_400)
        let seconds = local - Int64(before) * 60
        return time(seconds, zone.offsetMinutes(at: seconds), .ambiguous, civil.millisecond)
    }

    /// The time of a wall clock written with its offset (minutes), or with nil for `Z`: UTC, at the place's own offset.
    func time(of civil: CivilTime, offset: Int32?) -> Time {
        let seconds = civil.localSeconds - Int64(offset ?? 0) * 60
        return time(seconds, offset ?? zone.offsetMinutes(at: seconds), .exact, civil.millisecond)
    }

    private func time(_ seconds: Int64, _ offset: Int32, _ certainty: TimeCertainty, _ millisecond: Int) -> Time {
        Time(instant: Instant(milliseconds: seconds * 1000 + Int64(millisecond)), offsetMinutes: offset, certainty: certainty)
    }
}
