import Domain

/// Says how many incidents of each category to expect, cell by cell: a pure value that takes what comes down the feed, in its order, and
/// returns Forecasts.
///
/// Incidents wait in their slots until a time of issue passes them. When the watermark moves, every time of issue that it passed is gone
/// through in order: slots that ended by then become history, in an order of their own; every local day that is over is absorbed by the
/// models (`PlaceModel`), which are fitted anew once a week, each category on its own weekday; one Forecast a category is issued from history
/// alone. So what is issued does not depend on the order in which incidents arrived, nor on how the watermark jumped; the same history gives
/// the same bytes. What came late, or is taken back after its slot became history, becomes history (or is history no more) at the next time of
/// issue, and rewrites nothing.
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
/// Memory: about 130 bytes a cell and category that ever counted something, some 2 MB of training rows a category, 50 bytes a cell, category
/// and slot that waits for its issue.
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
        /// Readings seen.
        public var readings = 0
        /// Forecasts issued.
        public var forecasts = 0
        /// Incidents that lie beyond any grid: counted in their day's total alone.
        public var offGrid = 0
        /// Fits of a category's model.
        public var fits = 0
    }

    /// Name and version of the model, as written in its forecasts.
    public static let model = "place-mixture/2"

    let settings: ForecastingSettings
    var clock: LocalClock
    var calendar = IssueCalendar()
    var level: UInt8 = 0
    /// Metres of a cell's side at that level.
    var cellSize = 200.0
    /// Cells of the territory's bounds; 0 where unknown.
    var territoryCells = 0.0
    /// The last time of issue that the watermark passed, seconds since 1970.
    var issuedThrough: Int64?
    var open: [OpenCounts] = []
    var places: [TimeSlot: Int] = [:]
    /// Where the last incident went: they come together.
    var lastPlace = 0
    var surroundings = Surroundings()

    /// The local day that is going on, counted from 1 January 1970; nil before the first incident.
    var today: Int?
    /// Its incidents so far.
    var current = OpenCounts(slot: TimeSlot(start: 0, length: 86_400))
    /// The grid of all models, once there is one; it grows with the city.
    var grid: StudyGrid?
    /// The cells that forecasts speak of, and those of them that joined today.
    var area: StudyArea?
    var newcomers: Set<Int32> = []
    /// By category's number.
    var states: [CategoryState?] = Array(repeating: nil, count: 64)
    /// What was counted so far.
    public internal(set) var tally = Tally()

    /// A machine without a past.
    public init(settings: ForecastingSettings = ForecastingSettings(), offset: @escaping ZoneOffset) {
        self.init(settings: settings, clock: LocalClock(zone: "UTC", offset: offset))
    }

    /// A machine for a territory whose zone is known beforehand: seconds ahead of UTC at an instant.
    public init(settings: ForecastingSettings = ForecastingSettings(), offset: @escaping @Sendable (Int64) -> Int64) {
        self.init(settings: settings, offset: { _, instant in offset(instant) })
    }

    init(settings: ForecastingSettings, clock: LocalClock) {
        self.settings = settings
        self.clock = clock
    }

    /// Takes the version of the register that is in force from here on: zone, times of issue, window, level and number of cells.
    public mutating func register(_ register: Register) {
        let territory = register.territory
        clock.zone = territory.timeZone
        calendar = IssueCalendar(
            slotLength: Int64(max(1, territory.slotLength)), interval: Int64(territory.forecastInterval),
            window: Int64(max(1, territory.forecastWindow)))
        cellSize = max(1, territory.grid.size(atLevel: territory.publicationLevel))
        territoryCells = territory.bounds.squareMetres / cellSize.squared
        if territory.publicationLevel != level { move(to: territory.publicationLevel) }
    }

    /// Counts an incident in its slot, to become history when a time of issue passes it.
    public mutating func absorb(_ incident: Incident) {
        guard incident.category.use == .forecast else {
            tally.notForecast += 1
            return
        }
        tally.incidents += 1
        if let issuedThrough, incident.slot.end <= issuedThrough { tally.late += 1 }
        open[openPlace(of: incident.slot)].add(incident)
    }

    /// Takes an incident back, as if it never was; what was issued stays.
    public mutating func retract(_ incident: Incident) {
        guard incident.category.use == .forecast else { return }
        let isHistory = issuedThrough.map { incident.slot.end <= $0 } ?? false
        if isHistory {
            if let place = places[incident.slot], open[place].remove(incident) {
                tally.retracted += 1
            } else if counts(incident) {
                _ = open[openPlace(of: incident.slot)].remove(incident, belowNothing: true)
                tally.retracted += 1
            } else {
                tally.unknown += 1
            }
        } else if let place = places[incident.slot], open[place].remove(incident) {
            tally.retracted += 1
        } else {
            tally.unknown += 1
        }
    }

    /// Takes a reading: weather, presence, transit, emergency visits, planned events. What is issued at a time uses what was said before it.
    public mutating func absorb(_ reading: Reading) {
        tally.readings += 1
        surroundings.take(reading, times: 1, slotLength: calendar.slotLength, clock: &clock)
    }

    /// Takes a reading back.
    public mutating func retract(_ reading: Reading) {
        tally.readings -= 1
        surroundings.take(reading, times: -1, slotLength: calendar.slotLength, clock: &clock)
    }

    /// Issues what is due, all at once.
    public mutating func advance(to watermark: Watermark) -> [Forecast] {
        var forecasts: [Forecast] = []
        advance(to: watermark) { forecasts.append($0) }
        return forecasts
    }

    /// Issues what is due, one forecast after the other in the order of time of issue, then category; a jump over years holds one in memory.
    /// A watermark that goes back issues nothing.
    public mutating func advance(to watermark: Watermark, _ issue: (Forecast) -> Void) {
        let last = calendar.last(atOrBefore: watermark.time.seconds, on: &clock)
        if let issuedThrough, last <= issuedThrough { return }
        let silent = Set(watermark.sources.lazy.filter(\.idle).map(\.kind))
        var waiting = open.indices.filter { open[$0].slot.end <= last }.sorted { open[$0].slot.settlesBefore(open[$1].slot) }[...]
        var boundary = issuedThrough.map { calendar.next(after: $0, on: &clock) } ?? .min
        while boundary <= last {
            if states.allSatisfy({ $0 == nil }) {
                // Nothing to forecast before the first slot that counted something ends.
                guard let first = waiting.first else { break }
                boundary = max(boundary, calendar.next(after: open[first].slot.end - 1, on: &clock))
                if boundary > last { break }
            }
            surroundings.settle(through: boundary)
            while let first = waiting.first, open[first].slot.end <= boundary {
                settle(open[first])
                waiting.removeFirst()
            }
            roll(to: Int(clock.local(boundary).floorDivided(by: 86_400)))
            self.issue(at: boundary, silent: silent, issue)
            boundary = calendar.next(after: boundary, on: &clock)
        }
        surroundings.settle(through: last)
        issuedThrough = last
        open.removeAll { $0.slot.end <= last }
        places = Dictionary(uniqueKeysWithValues: open.enumerated().map { ($1.slot, $0) })
        lastPlace = 0
    }

    /// Where a slot's counts wait.
    private mutating func openPlace(of slot: TimeSlot) -> Int {
        if lastPlace < open.count, open[lastPlace].slot == slot { return lastPlace }
        if let place = places[slot] {
            lastPlace = place
            return place
        }
        open.append(OpenCounts(slot: slot))
        lastPlace = open.count - 1
        places[slot] = lastPlace
        return lastPlace
    }

    /// Whether an incident of a cell can have become history.
    private func counts(_ incident: Incident) -> Bool {
        guard let state = states[Int(incident.category.rawValue)], state.live > 0 else { return false }
        guard let grid, incident.cell.level <= level else { return true }
        let cell = incident.cell.ancestor(at: level)
        guard let index = grid.index(column: cell.column, row: cell.row) else { return false }
        if area?.seen[index] == true { return true }
        return state.model.counts.value(state.model.kernels.own, at: index) > 0
    }
}

extension TimeSlot {
    /// By end, then start: the order in which slots become history.
    func settlesBefore(_ other: TimeSlot) -> Bool { (end, start, length) < (other.end, other.start, other.length) }
}
