import Domain

/// Says how many incidents of each category to expect, cell by cell: a pure value that takes what comes down the feed, in its order, and
/// returns Forecasts.
///
/// Incidents wait in their slots until a time of issue passes them. When the watermark moves, every time of issue that it passed is gone
/// through in order: slots that ended by then become history, one Forecast a category is issued from history alone. So what is issued does
/// not depend on the order in which incidents arrived, nor on how the watermark jumped; the same history gives the same bytes. Late incidents
/// (their slot ended before the last time of issue) become history at once and rewrite nothing.
///
/// The same inputs in the same order give the same Forecasts and the same state, byte for byte, whether or not it was snapshot and restored
/// between. So a service may remember inputs since the last snapshot and apply them again.
///
/// ```swift
/// var machine = ForecastingMachine(offset: { zone, instant in offsetOfZone(zone, instant) })
/// machine.register(register)
/// machine.absorb(incident)
/// machine.advance(to: watermark) { forecast in send(forecast) }
/// ```
///
/// Memory: about 80 bytes a cell and category that ever counted something, about 50 a cell, category and slot that waits for its issue.
public struct ForecastingMachine: Sendable {
    /// What was counted and not counted, for metrics.
    public struct Tally: Sendable, Hashable {
        /// Incidents of categories that are forecast, late ones included.
        public var incidents = 0
        /// Incidents whose slot had ended before the last issue.
        public var late = 0
        /// Incidents of categories that are never forecast.
        public var notForecast = 0
        /// Incidents taken back.
        public var retracted = 0
        /// Retractions of what was not, or is no more, counted.
        public var unknown = 0
        /// Readings seen; this model does not use them.
        public var readings = 0
        /// Forecasts issued.
        public var forecasts = 0
    }

    /// Name and version of the model, as written in its forecasts.
    public static let model = "decayed-rate/1"

    let settings: ForecastingSettings
    let weights: DayWeight
    var clock: LocalClock
    var calendar = IssueCalendar()
    var level: UInt8 = 0
    /// Cells of the territory's bounds; 0 where unknown.
    var territoryCells = 0.0
    /// The last time of issue that the watermark passed, seconds since 1970.
    var issuedThrough: Int64?
    var open: [OpenCounts] = []
    var places: [TimeSlot: Int] = [:]
    /// Where the last incident went: they come together.
    var lastPlace = 0
    var models: [CategoryModel?] = Array(repeating: nil, count: 64)
    /// What was counted so far.
    public internal(set) var tally = Tally()

    /// A machine without a past.
    public init(settings: ForecastingSettings = ForecastingSettings(), offset: @escaping ZoneOffset) {
        self.settings = settings
        weights = DayWeight(halfLives: SIMD2(settings.shortHalfLife, settings.longHalfLife))
        clock = LocalClock(zone: "UTC", offset: offset)
    }

    /// A machine for a territory whose zone is known beforehand: seconds ahead of UTC at an instant.
    public init(settings: ForecastingSettings = ForecastingSettings(), offset: @escaping @Sendable (Int64) -> Int64) {
        self.init(settings: settings, offset: { _, instant in offset(instant) })
    }

    /// Takes the version of the register that is in force from here on: zone, times of issue, window, level and number of cells.
    public mutating func register(_ register: Register) {
        let territory = register.territory
        clock.zone = territory.timeZone
        calendar = IssueCalendar(
            slotLength: Int64(max(1, territory.slotLength)), interval: Int64(territory.forecastInterval),
            window: Int64(max(1, territory.forecastWindow)))
        territoryCells = territory.bounds.squareMetres / max(1, territory.grid.size(atLevel: territory.publicationLevel).squared)
        if territory.publicationLevel != level {
            for index in models.indices { models[index]?.move(from: level, to: territory.publicationLevel) }
            level = territory.publicationLevel
        }
    }

    /// Counts an incident in its slot, to become history when a time of issue passes it.
    public mutating func absorb(_ incident: Incident) {
        guard incident.category.use == .forecast else {
            tally.notForecast += 1
            return
        }
        tally.incidents += 1
        if let issuedThrough, incident.slot.end <= issuedThrough {
            tally.late += 1
            learn(1, category: incident.category, cell: incident.cell, kind: incident.kind, slot: incident.slot)
            return
        }
        open[openPlace(of: incident.slot)].add(incident)
    }

    /// Takes an incident back, as if it never was; what was issued stays.
    public mutating func retract(_ incident: Incident) {
        guard incident.category.use == .forecast else { return }
        if let issuedThrough, incident.slot.end <= issuedThrough {
            guard let model = models[Int(incident.category.rawValue)], model.counts(incident.cell, level: level) else {
                tally.unknown += 1
                return
            }
            learn(-1, category: incident.category, cell: incident.cell, kind: incident.kind, slot: incident.slot)
            tally.retracted += 1
        } else if let place = places[incident.slot], open[place].remove(incident) {
            tally.retracted += 1
        } else {
            tally.unknown += 1
        }
    }

    /// Takes a reading: this model has no use for it but to count it.
    public mutating func absorb(_ reading: Reading) { tally.readings += 1 }

    /// Takes a reading back.
    public mutating func retract(_ reading: Reading) { tally.readings -= 1 }

    /// Issues what is due, all at once.
    public mutating func advance(to watermark: Watermark) -> [Forecast] {
        var forecasts: [Forecast] = []
        advance(to: watermark) { forecasts.append($0) }
        return forecasts
    }

    /// Issues what is due, one forecast after the other in the order of time of issue, then category; a jump over years holds one in memory.
    /// A watermark that goes back issues nothing.
    public mutating func advance(to watermark: Watermark, _ issue: (Forecast) -> Void) {
        let time = watermark.time.seconds
        let last = calendar.last(atOrBefore: time, on: &clock)
        if let issuedThrough, last <= issuedThrough { return }
        let silent = Set(watermark.sources.lazy.filter(\.idle).map(\.kind)).sorted()
        var waiting = open.indices.filter { open[$0].slot.end <= last }.sorted { open[$0].slot.settlesBefore(open[$1].slot) }[...]
        var boundary = issuedThrough.map { calendar.next(after: $0, on: &clock) } ?? .min
        while boundary <= last {
            if models.allSatisfy({ $0 == nil }) {
                // Nothing to forecast before the first slot that counted something ends.
                guard let first = waiting.first else { break }
                boundary = max(boundary, calendar.next(after: open[first].slot.end - 1, on: &clock))
                if boundary > last { break }
            }
            while let first = waiting.first, open[first].slot.end <= boundary {
                settle(open[first])
                waiting.removeFirst()
            }
            self.issue(at: boundary, silent: silent, issue)
            boundary = calendar.next(after: boundary, on: &clock)
        }
        issuedThrough = last
        open.removeAll { $0.slot.end <= last }
        places = Dictionary(uniqueKeysWithValues: open.enumerated().map { ($1.slot, $0) })
        lastPlace = 0
    }
}

extension TimeSlot {
    /// By end, then start: the order in which slots become history.
    func settlesBefore(_ other: TimeSlot) -> Bool { (end, start) < (other.end, other.start) }
}
