import Domain

/// From an operator's day and slot (`18/07/2026`, `13h-14h`) to instants, on days of 23 and 25 hours too.
struct PresenceSlots: Sendable {
    struct Slot: Sendable {
        var start: Instant
        var end: Instant
        var offsetMinutes: Int32
        var certainty: TimeCertainty
        /// Whether the wall clock shows the slot twice.
        var isDoubled: Bool
    }

    private let zone: ZoneTable
    private var lastDay: (bytes: [UInt8], local: Int64, hasClock: Bool)?
    private var lastSlot: (bytes: [UInt8], range: (Int64, Int64))?
    private var last: (day: Int64, from: Int64, slot: Slot)?

    init(_ zone: ZoneTable) { self.zone = zone }

    /// The slot of a day and a range of hours; throws the words for what is wrong.
    mutating func slot(_ day: UnsafeBufferPointer<UInt8>, _ hours: UnsafeBufferPointer<UInt8>?) throws(SlotProblem) -> Slot {
        let local: Int64
        let hasClock: Bool
        if let lastDay, TableRow.same(day, lastDay.bytes) {
            (local, hasClock) = (lastDay.local, lastDay.hasClock)
        } else {
            guard let read = PresenceSlots.day(Array(day)[...]) else { throw .day }
            (local, hasClock) = read
            lastDay = (Array(day), local, hasClock)
        }
        let hours = hours ?? UnsafeBufferPointer(start: nil, count: 0)
        // Taken for the whole day, each hour of it would replace the one before.
        if hasClock, hours.isEmpty { throw .clock }
        let range: (Int64, Int64)
        if let lastSlot, TableRow.same(hours, lastSlot.bytes) {
            range = lastSlot.range
        } else {
            guard let read = PresenceSlots.range(Array(hours)[...]) else { throw .hours }
            range = read
            lastSlot = (Array(hours), read)
        }
        if let last, last.day == local, last.from == range.0 { return last.slot }
        let slot = try slot(local + range.0, range.1 - range.0)
        last = (local, range.0, slot)
        return slot
    }

    /// The same slot the second time that the clock shows it.
    func second(_ slot: Slot) -> Slot {
        var second = slot
        let local = CalendarTime.local(slot.start.seconds, zone)
        guard case .twice(let earlier, _, let later, let offset) = zone.reading(ofLocal: local) else { return slot }
        second.start = Instant(seconds: later)
        second.end = slot.end.advanced(byMilliseconds: (later - earlier) * 1_000)
        second.offsetMinutes = offset
        second.certainty = .exact
        return second
    }

    private func slot(_ local: Int64, _ length: Int64) throws(SlotProblem) -> Slot {
        let start: Int64
        let offset: Int32
        var certainty = TimeCertainty.exact
        switch zone.reading(ofLocal: local) {
        case .never: throw .skipped
        case .once(let seconds, let minutes): (start, offset) = (seconds, minutes)
        case .twice(let earlier, let minutes, _, _):
            (start, offset) = (earlier, minutes)
            certainty = .ambiguous
        }
        // A slot of an hour lasts an hour; one of a day ends when the wall clock says so.
        let end = length >= 86_400 ? CalendarTime.seconds(local + length, zone) : start + length
        return Slot(
            start: Instant(seconds: start), end: Instant(seconds: end), offsetMinutes: offset, certainty: certainty,
            isDoubled: certainty == .ambiguous)
    }

    /// The midnight that begins a day, and whether a clock that is not midnight's stands beside it.
    private static func day(_ bytes: ArraySlice<UInt8>) -> (Int64, Bool)? {
        if let civil = WeatherTime.day(bytes) {
            let midnight = RecurrenceExpansion.floor(civil.localSeconds, 86_400) * 86_400
            return (midnight, civil.localSeconds != midnight)
        }
        return french?.parse(bytes.span).map { ($0.civil.localSeconds, false) }
    }

    private static let french = TimePattern("d/M/yyyy")

    /// `13h-14h`, `13:00-14:00`, `13h30-14h`, `23h-00h`, or `13` for the hour that begins then: seconds of the day; nothing is the whole day.
    static func range(_ bytes: ArraySlice<UInt8>) -> (Int64, Int64)? {
        if bytes.isEmpty { return (0, 86_400) }
        let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first.flatMap(clock), first < 86_400 else { return nil }
        if parts.count == 1 { return (first, first + 3_600) }
        guard parts.count == 2, let last = clock(parts[1]) else { return nil }
        let end = last <= first ? last + 86_400 : last
        return (first, end)
    }

    private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var numbers: [Int64] = []
        var digits = 0
        for byte in bytes where byte != 0x20 {
            if (0x30...0x39).contains(byte) {
                if digits == 0 { numbers.append(0) }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int64(byte - 0x30)
                digits += 1
                guard digits <= 2, numbers.count <= 3 else { return nil }
            } else {
                guard byte == UInt8(ascii: "h") || byte == UInt8(ascii: "H") || byte == UInt8(ascii: ":") else { return nil }
                digits = 0
            }
        }
        guard let hours = numbers.first, hours <= 24 else { return nil }
        let minutes = numbers.count > 1 ? numbers[1] : 0
        guard minutes < 60 else { return nil }
        return hours * 3_600 + minutes * 60
    }
}

/// What is wrong with a day or a slot.
enum SlotProblem: Error, Sendable {
    case day, hours, skipped
    /// The day holds a clock, and nothing says how long the slot is.
    case clock
}
