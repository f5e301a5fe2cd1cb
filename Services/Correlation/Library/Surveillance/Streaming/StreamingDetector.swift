import Domain

/// Finds what is unusual now in every (cell, category, source) of a territory, from counts alone: a pure machine that takes incidents as
/// they arrive and is told when slots close.
///
/// Each series has a rate that is known up to a gamma distribution, a rhythm over the hours of the local week that it shares with the
/// others of its category and source until it shows one of its own, and clustering. All of it is forgotten exponentially. A count is
/// judged by the predictive distribution, a negative binomial, one-sided; over the series of a slot the false-discovery rate is held
/// (Benjamini-Hochberg).
///
/// ```swift
/// var detector = StreamingDetector(clock: LocalClock(zone: "Europe/Paris", offset: offset))
/// if let early = detector.absorb(incident) { tell(early) }          // at once, where it is overwhelming
/// for report in detector.close(through: watermark) { tell(report) } // when the slot is known
/// ```
///
/// Absence is missing, not zero: a source that has not reported a slot teaches nothing by it, and one that is quiet for longer than
/// chance allows is told as silent. The order in which incidents arrive within a slot changes nothing.
///
/// Memory: about 90 bytes a series and 8 for each hour of the week in which it counted (at most 1.4 kB), `maximumSeries` of them at the
/// most; 28 bytes for each that counts in an open slot, `maximumOpenSlots` at the most; 2.8 kB a category and source.
public struct StreamingDetector: Sendable {
    /// What was and was not counted, for metrics.
    public struct Tally: Sendable, Hashable {
        /// Incidents counted.
        public var counted = 0
        /// Of these, those whose slot had closed: they teach and are not judged.
        public var late = 0
        /// Refused because their slot is too far ahead.
        public var ahead = 0
        /// Refused because there are too many series.
        public var crowded = 0
        /// Series forgotten because they weighed too little.
        public var forgotten = 0
    }

    /// The settings.
    public let settings: StreamingDetectorSettings
    let halfLife: WeekHalfLife
    var clock: LocalClock
    var series: [StreamSeries] = []
    var table = PackedTable(capacity: 1_024)
    var profiles: [StreamProfile] = []
    var exposures: [StreamExposure] = []
    var open: [StreamSlot] = []
    /// Where the last incident went: they come together.
    var lastOpen = 0
    /// Seconds since 1970: slots that end at or before are closed.
    public internal(set) var closedThrough: Int64 = .min
    /// Week that profiles and exposures are decayed to.
    var week: Int64 = .min
    /// Tests a day, over all series that have an incident.
    var testsPerDay = 0
    /// What was counted so far.
    public internal(set) var tally = Tally()

    /// A detector without a past.
    public init(settings: StreamingDetectorSettings = StreamingDetectorSettings(), clock: LocalClock) {
        self.settings = settings
        self.clock = clock
        halfLife = WeekHalfLife(weeks: settings.halfLife)
    }

    /// How many series it keeps.
    public var seriesCount: Int { series.count }

    /// Counts an incident; a detection where its slot, open as it is, already holds far too many, and again each time they double.
    public mutating func absorb(_ incident: Incident) -> StreamDetection? { absorb(StreamKey(incident), at: incident.slot.start) }

    /// Counts incidents of a series in the slot of an instant (seconds since 1970).
    public mutating func absorb(_ key: StreamKey, at instant: Int64, count: Int = 1) -> StreamDetection? {
        guard count > 0 else { return nil }
        let number = instant.floorDivided(by: key.cadence.length)
        guard let index = seriesIndex(key, slot: number) else {
            tally.crowded += count
            return nil
        }
        guard (number &+ 1) &* key.cadence.length > closedThrough else {
            tally.counted += count
            tally.late += count
            note(count, series: index)
            addLate(Double(count), series: index, slot: number, cadence: key.cadence)
            return nil
        }
        guard let (place, entry) = entry(of: index, slot: number, cadence: key.cadence) else {
            tally.ahead += count
            return nil
        }
        tally.counted += count
        note(count, series: index)
        open[place].entries[entry].count &+= UInt32(clamping: count)
        guard open[place].entries[entry].count >= open[place].entries[entry].next else { return nil }
        return look(entry, in: place)
    }

    /// Takes incidents back that were counted before, open or closed; what a closed slot taught is untaught. Never more than were counted.
    public mutating func retract(_ key: StreamKey, at instant: Int64, count: Int = 1) {
        guard count > 0, let index = known(key) else { return }
        let number = instant.floorDivided(by: key.cadence.length)
        var count = min(count, series[index].live)
        if (number &+ 1) &* key.cadence.length > closedThrough {
            guard let place = open.firstIndex(where: { $0.cadence == key.cadence && $0.number == number }),
                let entry = open[place].find(Int32(index))
            else { return }
            count = min(count, Int(open[place].entries[entry].count))
            open[place].entries[entry].count -= UInt32(clamping: count)
        } else {
            addLate(-Double(count), series: index, slot: number, cadence: key.cadence)
        }
        note(-count, series: index)
    }

    /// A series counts among the others of its profile while it has an incident.
    @inline(__always)
    private mutating func note(_ count: Int, series index: Int) {
        let before = series[index].live
        series[index].live = before + count
        guard (before > 0) != (before + count > 0) else { return }
        let profile = Int(series[index].profile)
        profiles[profile].series += before > 0 ? -1 : 1
        testsPerDay += (before > 0 ? -1 : 1) * exposures[profiles[profile].exposure].cadence.slotsPerDay
    }

    func known(_ key: StreamKey) -> Int? {
        let (high, low) = (key.high, key.low)
        return table.find(high, low) { series[$0].high == high && series[$0].low == low }
    }

    @inline(__always)
    private mutating func seriesIndex(_ key: StreamKey, slot: Int64) -> Int? { known(key) ?? newSeries(key, slot: slot) }

    private mutating func newSeries(_ key: StreamKey, slot: Int64) -> Int? {
        guard series.count < settings.maximumSeries else { return nil }
        let profile = profileIndex(key, slot: slot)
        if week == .min { week = WeekWeight.week(of: slot &* key.cadence.length) }
        series.append(StreamSeries(high: key.high, low: key.low, profile: Int32(profile), week: week))
        table.insert(key.high, key.low, index: series.count - 1)
        return series.count - 1
    }

    private mutating func profileIndex(_ key: StreamKey, slot: Int64) -> Int {
        if let known = profiles.firstIndex(where: { $0.low == key.low }) { return known }
        var exposure = exposures.firstIndex { $0.source == key.source && $0.cadence == key.cadence }
        if exposure == nil {
            exposures.append(StreamExposure(source: key.source, cadence: key.cadence, began: slot))
            exposure = exposures.count - 1
        }
        profiles.append(StreamProfile(low: key.low, exposure: exposure ?? 0, buckets: key.cadence.buckets))
        return profiles.count - 1
    }

    @inline(__always)
    private mutating func entry(of index: Int, slot number: Int64, cadence: StreamCadence) -> (place: Int, entry: Int)? {
        guard let place = openPlace(number, cadence) else { return nil }
        if series[index].openSlot == number, open[place].entries.indices.contains(Int(series[index].openEntry)),
            open[place].entries[Int(series[index].openEntry)].series == Int32(index)
        {
            return (place, Int(series[index].openEntry))
        }
        let entry = open[place].find(Int32(index)) ?? open[place].add(Int32(index), next: UInt32(settings.leastCount))
        (series[index].openSlot, series[index].openEntry) = (number, Int32(entry))
        return (place, entry)
    }

    @inline(__always)
    private mutating func openPlace(_ number: Int64, _ cadence: StreamCadence) -> Int? {
        if lastOpen < open.count, open[lastOpen].number == number, open[lastOpen].cadence == cadence { return lastOpen }
        if let place = open.firstIndex(where: { $0.number == number && $0.cadence == cadence }) {
            lastOpen = place
            return place
        }
        guard open.count < settings.maximumOpenSlots else { return nil }
        open.append(StreamSlot(cadence: cadence, number: number))
        lastOpen = open.count - 1
        return lastOpen
    }
}
