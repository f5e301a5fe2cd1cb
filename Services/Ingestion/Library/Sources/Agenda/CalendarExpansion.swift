/// The times at which an event takes place, within a horizon.
struct CalendarExpansion: Sendable {
    /// Times of one event.
    static let maximumTimes = 2_000

    /// One time of an event.
    struct Occurrence: Sendable, Hashable {
        /// Seconds since 1970, UTC.
        var start: Int64
        /// Nil: an instant.
        var end: Int64?
        /// Nil where the event takes place once; else what the rule said before anything was moved.
        var original: Int64?
        var isDay: Bool
        /// The event that says it: the series, or what moved this one time; its place in the list that was given.
        var event: Int
    }

    /// What came of one UID.
    struct Result: Sendable {
        var occurrences: [Occurrence] = []
        /// Times that are taken out: cancelled one by one, or by EXDATE.
        var cancelled: [Int64] = []
        /// There are more times within the horizon than are read.
        var isCut = false
    }

    let horizon: Range<Int64>

    /// The times of a series and of what moves or cancels some of them; the first event without RECURRENCE-ID is the series.
    func expand(_ events: [CalendarEvent]) -> Result {
        var result = Result()
        var replaced: [Int64: Int] = [:]
        for (index, event) in events.enumerated() {
            guard let recurrence = event.recurrence else { continue }
            let key = recurrence.seconds
            if let held = replaced[key], !Self.supersedes(event, events[held]) { continue }
            replaced[key] = index
        }
        if let series = events.indices.first(where: { events[$0].recurrence == nil }) {
            addSeries(events[series], series, replaced, &result)
        }
        for (original, index) in replaced.sorted(by: { $0.key < $1.key }) {
            let event = events[index]
            if event.isCancelled {
                result.cancelled.append(original)
            } else if let start = event.start {
                result.occurrences.append(occurrence(event, start.seconds, index, original: original))
            }
        }
        return result
    }

    /// Whether an event says something newer of the same (RFC 5546, 2.1.5).
    static func supersedes(_ event: CalendarEvent, _ other: CalendarEvent) -> Bool {
        (event.sequence, event.stamped) >= (other.sequence, other.stamped)
    }

    private func addSeries(_ event: CalendarEvent, _ index: Int, _ replaced: [Int64: Int], _ result: inout Result) {
        guard let start = event.start else { return }
        guard event.rule != nil || !event.dates.isEmpty else {
            // Once: whether it lies too far away ingestion tells.
            result.occurrences.append(occurrence(event, start.seconds, index, original: nil))
            return
        }
        var times: Set<Int64> = []
        if horizon.contains(start.seconds) { times.insert(start.seconds) }
        if let rule = event.rule {
            let day: Int64 = 86_400
            let range = (horizon.lowerBound - day)..<(horizon.upperBound + day)
            let found = RecurrenceExpansion(rule, start: start.local)
                .occurrences(in: range, until: lastLocal(rule, start), most: Self.maximumTimes)
            result.isCut = !found.isWhole
            for local in found.times { times.insert(CalendarTime.seconds(local, start.zone)) }
        }
        for date in event.dates { times.insert(date.seconds) }
        var excluded: Set<Int64> = []
        for exception in event.exceptions {
            if exception.isDay, !start.isDay {
                // Of a whole day: all that begins on it.
                let day = exception.local / 86_400
                for time in times where RecurrenceExpansion.floor(CalendarTime.local(time, start.zone), 86_400) == day {
                    excluded.insert(time)
                }
            } else {
                excluded.insert(exception.seconds)
            }
        }
        result.cancelled += excluded.filter { horizon.contains($0) && replaced[$0] == nil }.sorted()
        for time in times.sorted() where horizon.contains(time) && !excluded.contains(time) && replaced[time] == nil {
            guard result.occurrences.count < Self.maximumTimes else {
                result.isCut = true
                return
            }
            result.occurrences.append(occurrence(event, time, index, original: time))
        }
    }

    /// The last wall clock that UNTIL allows, in the zone of the series (3.3.10: UTC, or a date).
    private func lastLocal(_ rule: RecurrenceRule, _ start: CalendarTime) -> Int64? {
        guard let text = rule.until else { return nil }
        guard let zone = start.zone ?? ZoneTable(identifier: "UTC"), let until = CalendarTime(text, zone: zone) else { return nil }
        if until.isDay { return until.local + (start.isDay ? 0 : 86_399) }
        let local = until.zone == nil ? CalendarTime.local(until.local, start.zone) : until.local
        return start.isDay ? RecurrenceExpansion.floor(local, 86_400) * 86_400 : local
    }

    private func occurrence(_ event: CalendarEvent, _ start: Int64, _ index: Int, original: Int64?) -> Occurrence {
        let isDay = event.start?.isDay ?? false
        var end: Int64?
        if let first = event.start, let last = event.end {
            // Nominal days stay days over a change of the clock; hours stay hours (3.8.2.2).
            end =
                isDay
                ? CalendarTime.seconds(CalendarTime.local(start, first.zone) + (last.local - first.local), first.zone)
                : start + (last.seconds - first.seconds)
        } else if let duration = event.duration {
            end = start + duration
        } else if isDay {
            end = CalendarTime.seconds(CalendarTime.local(start, event.start?.zone) + 86_400, event.start?.zone)
        }
        return Occurrence(start: start, end: end, original: original, isDay: isDay, event: index)
    }
}
