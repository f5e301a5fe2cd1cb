import Domain

/// All cells of one level, for one category and length of slot: what a cell is compared with while it has no past of its own.
struct Stratum: Sendable {
    /// Level, category and length, as in `CellKey.low`.
    let low: UInt64
    let rhythm: Rhythm
    /// Incidents a bucket of the week, inflated by `WeekWeight`.
    var counts: [Double]
    /// Quarter hours that each bucket was watched, inflated likewise.
    var exposures: [Double]
    /// Incidents a part of the hour, inflated likewise.
    var parts: [Double]
    var count = 0.0
    var exposure = 0.0
    /// Seconds since 1970 from which it counts as watched: its first incident. Nil where nothing is counted.
    var began: Int64?
    var exposedThrough: Int64 = .min
    /// Cells that have at least one incident counted.
    var cells = 0

    init(low: UInt64) {
        self.low = low
        rhythm = Rhythm(length: UInt32(truncatingIfNeeded: low >> 32))
        counts = Array(repeating: 0, count: rhythm.buckets)
        exposures = counts
        parts = Array(repeating: 0, count: rhythm.parts)
    }

    /// Nothing counts any more: as if it never was.
    mutating func forget() { self = Stratum(low: low) }

    mutating func add(_ amount: Double, bucket: Int, slot: TimeSlot) {
        counts[bucket] = max(0, counts[bucket] + amount)
        let part = rhythm.part(of: slot)
        parts[part] = max(0, parts[part] + amount)
        count = max(0, count + amount)
    }

    /// Watches from the start of an incident's slot, if that is earlier than before.
    mutating func begin(at start: Int64, horizon: Int64, weights: WeekWeight, clock: inout LocalClock) {
        guard let began else {
            self.began = start
            exposedThrough = start
            return
        }
        guard start < began else { return }
        if exposedThrough <= began {
            exposedThrough = start
        } else {
            expose(from: max(start, began &- horizon), to: began, weights: weights, clock: &clock)
        }
        self.began = start
    }

    /// Watched until the watermark. A gap longer than the horizon, beyond which nothing has weight, is not walked through.
    mutating func advance(to instant: Int64, horizon: Int64, weights: WeekWeight, clock: inout LocalClock) {
        guard began != nil, instant > exposedThrough else { return }
        let until = instant.floorDivided(by: 900) &* 900
        guard until > exposedThrough else { return }
        expose(from: max(exposedThrough, until &- horizon), to: until, weights: weights, clock: &clock)
        exposedThrough = until
    }

    private mutating func expose(from: Int64, to: Int64, weights: WeekWeight, clock: inout LocalClock) {
        var quarter = from.floorDivided(by: 900) &* 900
        var week = Int64.min
        var weight = 0.0
        while quarter < to {
            let itsWeek = WeekWeight.week(of: quarter)
            if itsWeek != week { (week, weight) = (itsWeek, weights.weight(itsWeek)) }
            exposures[rhythm.bucket(at: quarter, on: &clock)] += weight
            exposure += weight
            quarter += 900
        }
    }
}
