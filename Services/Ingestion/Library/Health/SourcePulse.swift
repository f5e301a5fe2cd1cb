import Domain

/// How one source is: its rhythm, its silence, its categories, its clock, its duplicates and refusals. A pure machine: the time of
/// arrival is passed in, and all it knows is a few hundred numbers about numbers, never about anything that was observed.
///
/// Hours and days are those of the territory's clock. Learning goes by the hour; `received` and `tick` roll the hours over.
public struct SourcePulse: Hashable, Sendable {
    /// What a batch brought.
    public struct Batch: Hashable, Sendable {
        /// Taken.
        public var accepted: UInt64 = 0
        /// Held already.
        public var duplicates: UInt64 = 0
        /// Refused for good.
        public var refused: UInt64 = 0
        /// The latest event, where it lies in the past by its nature; nil for plans, and where nothing was accepted.
        public var latest: Instant?
        /// Observations by category number, `CategoryMix.unmapped` for codes that the register does not map.
        public var categories: [UInt16: Double] = [:]

        /// A batch.
        public init(
            accepted: UInt64 = 0, duplicates: UInt64 = 0, refused: UInt64 = 0, latest: Instant? = nil, categories: [UInt16: Double] = [:]
        ) {
            self.accepted = accepted
            self.duplicates = duplicates
            self.refused = refused
            self.latest = latest
            self.categories = categories
        }
    }

    /// Shares above which much is refused, unmapped, or held already.
    static let muchRefused = 0.2
    static let muchUnmapped = 0.2
    static let muchRepeated = 0.5
    /// What came lately below which no share is told.
    static let leastRecent = 50.0
    private static let fading = 0.971_531_941_153_605_9  // 2^(-1/24)
    /// Hours without a word that are rolled over one by one: two weeks.
    private static let mostHours: Int64 = 336

    /// When it was last heard.
    public private(set) var heard: Instant?
    /// Since the journal began.
    public private(set) var accepted: UInt64 = 0
    /// Since the journal began.
    public private(set) var refused: UInt64 = 0
    /// In the last full hour.
    public private(set) var observed: UInt64 = 0
    /// Expected in the last full hour, as it was known before it; nil before that was learnt.
    public private(set) var expected: Double?
    private var deviation: Double?
    private var hour: Int64?
    private var current: UInt64 = 0
    private var gap = BatchGap()
    private var rhythm = HourRhythm()
    private var mix = CategoryMix()
    private var lag = ArrivalLag()
    private var recent = Recent()

    private struct Recent: Hashable {
        var accepted = 0.0
        var duplicates = 0.0
        var refused = 0.0
    }

    /// A source that was never heard.
    public init() {}

    /// A batch came, or the word that there is nothing to tell. Hours are those of `zone`; UTC's without one.
    public mutating func received(_ batch: Batch, at arrival: Instant, zone: ZoneTable?) {
        tick(now: arrival, zone: zone)
        if let heard { gap.learn(Double(arrival.milliseconds - heard.milliseconds) / 1_000) }
        heard = max(heard ?? arrival, arrival)
        accepted += batch.accepted
        refused += batch.refused
        current += batch.accepted
        recent.accepted += Double(batch.accepted)
        recent.duplicates += Double(batch.duplicates)
        recent.refused += Double(batch.refused)
        mix.add(batch.categories)
        if let latest = batch.latest { lag.add(Double(arrival.milliseconds - latest.milliseconds) / 1_000) }
    }

    /// Time has passed.
    public mutating func tick(now: Instant, zone: ZoneTable?) {
        let this = now.seconds / 3_600
        guard var hour else {
            self.hour = this
            return
        }
        guard this > hour else { return }
        if this - hour > Self.mostHours { hour = this - Self.mostHours }
        while hour < this {
            close(hour, zone)
            hour += 1
        }
        self.hour = hour
    }

    private mutating func close(_ hour: Int64, _ zone: ZoneTable?) {
        // Nothing is learnt of a source before its first word.
        guard heard != nil else { return }
        let start = hour * 3_600
        let local = start + Int64(zone?.offsetMinutes(at: start) ?? 0) * 60
        let day = local.floored(by: 86_400)
        // 1970-01-01 was a Thursday.
        let weekday = (day % 7 + 7 + 3) % 7
        let (clock, weekend) = (Int((local - day * 86_400) / 3_600), weekday >= 5)
        observed = current
        expected = rhythm.expected(hour: clock, weekend: weekend)
        deviation = rhythm.deviation(current, hour: clock, weekend: weekend)
        rhythm.learn(current, hour: clock, weekend: weekend)
        current = 0
        mix.fade()
        lag.close()
        recent.accepted *= Self.fading
        recent.duplicates *= Self.fading
        recent.refused *= Self.fading
    }

    func write(to writer: inout StateWriter) {
        writer.write(optional: heard.map { Double($0.milliseconds) })
        writer.write(accepted)
        writer.write(refused)
        writer.write(observed)
        writer.write(optional: expected)
        writer.write(optional: deviation)
        writer.write(signed: hour ?? -1)
        writer.write(current)
        gap.write(to: &writer)
        rhythm.write(to: &writer)
        mix.write(to: &writer)
        lag.write(to: &writer)
        writer.write([recent.accepted, recent.duplicates, recent.refused])
    }

    init(from reader: inout StateReader) throws(StateError) {
        heard = try reader.optional().map { Instant(milliseconds: Int64($0)) }
        accepted = try reader.unsigned()
        refused = try reader.unsigned()
        observed = try reader.unsigned()
        expected = try reader.optional()
        deviation = try reader.optional()
        let hour = try reader.signed()
        self.hour = hour < 0 ? nil : hour
        current = try reader.unsigned()
        gap = try BatchGap(from: &reader)
        rhythm = try HourRhythm(from: &reader)
        mix = try CategoryMix(from: &reader)
        lag = try ArrivalLag(from: &reader)
        let shares = try reader.doubles(exactly: 3)
        recent = Recent(accepted: shares[0], duplicates: shares[1], refused: shares[2])
    }

    /// Seconds between two batches; nil before it was learnt.
    public var usualGap: Double? { gap.usual }
    /// Population stability index of its categories; nil before that is known.
    public var drift: Double? { mix.drift }
    /// Share of codes that the register does not map; nil where too little came.
    public var unmapped: Double? { mix.unmappedShare }
    /// Seconds by which its clock is ahead, or, negative, its reports have become later.
    public var skew: Double? { lag.skew }
    /// Share of what it sent lately that was held already; nil where too little came.
    public var duplicates: Double? { share(recent.duplicates) }
    /// Share of what it sent lately that was refused; nil where too little came.
    public var refusedShare: Double? { share(recent.refused) }

    private func share(_ part: Double) -> Double? {
        let all = recent.accepted + recent.duplicates + recent.refused
        return all >= Self.leastRecent ? part / all : nil
    }

    /// What is unusual now.
    ///
    /// - Parameters:
    ///   - declaredSilence: seconds, as the register says.
    ///   - live: false for a territory that is replayed, whose arrivals follow no clock: then only what needs none is told.
    public func irregularities(now: Instant, declaredSilence: UInt32, live: Bool) -> Set<SourceIrregularity> {
        var found: Set<SourceIrregularity> = []
        if let drift, drift > CategoryMix.drifted { found.insert(.drift) }
        if let unmapped, unmapped > Self.muchUnmapped { found.insert(.unmapped) }
        if let duplicates, duplicates > Self.muchRepeated { found.insert(.duplicates) }
        if let refusedShare, refusedShare > Self.muchRefused { found.insert(.refused) }
        guard live, let heard else { return found }
        let silence = Double(now.milliseconds - heard.milliseconds) / 1_000
        if silence > Double(declaredSilence) || silence > gap.longest ?? .infinity { found.insert(.silent) }
        if let condition = lag.condition { found.insert(condition) }
        if let expected, let deviation {
            // Few are expected: none at all is unusual then, though it cannot lie four deviations below.
            let least = min(HourRhythm.unusual, 0.8 * expected.squareRoot())
            if expected >= HourRhythm.leastExpected, deviation <= -least { found.insert(.slower) }
            if deviation > HourRhythm.unusual, observed >= UInt64(HourRhythm.leastExpected) { found.insert(.faster) }
        }
        return found
    }
}

extension Int64 {
    /// Divided and rounded towards the past.
    fileprivate func floored(by length: Int64) -> Int64 { self >= 0 ? self / length : -((-self + length - 1) / length) }
}
