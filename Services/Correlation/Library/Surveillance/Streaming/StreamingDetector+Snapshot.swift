import Domain

extension StreamingDetector {
    private static let magic: StaticString = "QSTR"
    private static let version: UInt64 = 1

    /// The whole state as bytes: what `init(snapshot:)` restores gives the same answers, to the last bit.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: StreamingDetector.magic, version: StreamingDetector.version)
        writer.write(settings.halfLife)
        writer.write(clock.zone)
        writer.write(signed: closedThrough)
        writer.write(signed: week)
        for number in [tally.counted, tally.late, tally.ahead, tally.crowded, tally.forgotten] { writer.write(number) }
        writer.write(exposures.count)
        for exposure in exposures { StreamingDetector.write(exposure, to: &writer) }
        writer.write(profiles.count)
        for profile in profiles { StreamingDetector.write(profile, to: &writer) }
        writer.write(series.count)
        for one in series { StreamingDetector.write(one, to: &writer) }
        writer.write(open.count)
        for slot in open {
            writer.write(byte: slot.cadence.rawValue)
            writer.write(signed: slot.number)
            writer.write(slot.entries.count)
            for entry in slot.entries {
                writer.write(UInt64(UInt32(bitPattern: entry.series)))
                writer.write(UInt64(entry.count))
                writer.write(UInt64(entry.next))
            }
        }
        return writer.finished()
    }

    /// Restores a snapshot made under the same half-life.
    public init(
        snapshot: [UInt8], settings: StreamingDetectorSettings = StreamingDetectorSettings(), clock: LocalClock
    ) throws(StateError) {
        self.init(settings: settings, clock: clock)
        var reader = try StateReader(snapshot, magic: StreamingDetector.magic, newest: StreamingDetector.version)
        guard try reader.double() == settings.halfLife else {
            throw .otherSettings(message: "the stored streaming state was decayed with another half-life than \(settings.halfLife) weeks")
        }
        self.clock.zone = try reader.string()
        closedThrough = try reader.signed()
        week = try reader.signed()
        tally.counted = try reader.int()
        tally.late = try reader.int()
        tally.ahead = try reader.int()
        tally.crowded = try reader.int()
        tally.forgotten = try reader.int()
        for _ in 0..<(try reader.count(bytesEach: 20)) { exposures.append(try StreamingDetector.exposure(&reader)) }
        for _ in 0..<(try reader.count(bytesEach: 30)) { profiles.append(try StreamingDetector.profile(&reader, exposures)) }
        for _ in 0..<(try reader.count(bytesEach: 20)) { try restoreSeries(&reader) }
        for _ in 0..<(try reader.count(bytesEach: 3)) { try restoreSlot(&reader) }
        try reader.finish()
    }

    private static func write(_ exposure: StreamExposure, to writer: inout StateWriter) {
        writer.write(byte: exposure.source.rawValue)
        writer.write(byte: exposure.cadence.rawValue)
        writer.write(signed: exposure.began)
        writer.write(exposure.slots)
        writer.write(exposure.total)
        writer.write(exposure.squaredWeights)
        writer.write(exposure.unheard)
        writer.write(byte: exposure.isSilent ? 1 : 0)
        writer.write(byte: exposure.quietSince == nil ? 0 : 1)
        writer.write(signed: exposure.quietSince ?? 0)
    }

    private static func exposure(_ reader: inout StateReader) throws(StateError) -> StreamExposure {
        let source: SourceKind = try reader.choice()
        let cadence: StreamCadence = try reader.choice()
        var exposure = StreamExposure(source: source, cadence: cadence, began: try reader.signed())
        exposure.slots = try reader.doubles(exactly: cadence.buckets)
        exposure.total = try reader.double()
        exposure.squaredWeights = try reader.double()
        exposure.unheard = try reader.double()
        exposure.isSilent = try reader.byte() != 0
        let isQuiet = try reader.byte() != 0
        let since = try reader.signed()
        exposure.quietSince = isQuiet ? since : nil
        return exposure
    }

    private static func write(_ profile: StreamProfile, to writer: inout StateWriter) {
        writer.write(profile.low)
        writer.write(profile.exposure)
        writer.write(profile.counts)
        for value in [profile.total, profile.squares, profile.pairs, profile.expectedPairs, profile.expectedCounts] { writer.write(value) }
    }

    private static func profile(_ reader: inout StateReader, _ exposures: [StreamExposure]) throws(StateError) -> StreamProfile {
        let low = try reader.unsigned()
        let exposure = try reader.int()
        guard exposures.indices.contains(exposure), StreamKey(high: 0, low: low)?.cadence == exposures[exposure].cadence else {
            throw reader.malformed()
        }
        var profile = StreamProfile(low: low, exposure: exposure, buckets: exposures[exposure].cadence.buckets)
        profile.counts = try reader.doubles(exactly: exposures[exposure].cadence.buckets)
        profile.total = try reader.double()
        profile.squares = try reader.double()
        profile.pairs = try reader.double()
        profile.expectedPairs = try reader.double()
        profile.expectedCounts = try reader.double()
        return profile
    }

    private static func write(_ series: StreamSeries, to writer: inout StateWriter) {
        writer.write(fixed: series.high)
        writer.write(UInt64(UInt32(bitPattern: series.profile)))
        writer.write(series.live)
        writer.write(signed: series.week)
        writer.write(series.total)
        writer.write(series.points.count)
        for point in series.points {
            writer.write(byte: point.bucket)
            writer.write(UInt64(point.count.bitPattern))
        }
    }

    private mutating func restoreSeries(_ reader: inout StateReader) throws(StateError) {
        let high = try reader.fixed()
        let profile: UInt32 = try reader.number()
        guard Int(profile) < profiles.count else { throw reader.malformed() }
        let low = profiles[Int(profile)].low
        let live: UInt32 = try reader.number()
        var one = StreamSeries(high: high, low: low, profile: Int32(profile), week: try reader.signed())
        one.live = Int(live)
        one.total = try reader.double()
        let buckets = profiles[Int(profile)].counts.count
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let bucket = try reader.byte()
            guard Int(bucket) < buckets else { throw reader.malformed() }
            one.points.append(StreamSeries.Point(bucket: bucket, count: Float(bitPattern: try reader.number())))
        }
        if live > 0 {
            profiles[Int(profile)].series += 1
            testsPerDay += exposures[profiles[Int(profile)].exposure].cadence.slotsPerDay
        }
        series.append(one)
        table.insert(high, low, index: series.count - 1)
    }

    private mutating func restoreSlot(_ reader: inout StateReader) throws(StateError) {
        var slot = StreamSlot(cadence: try reader.choice(), number: try reader.signed())
        for _ in 0..<(try reader.count(bytesEach: 3)) {
            let index: UInt32 = try reader.number()
            guard series.indices.contains(Int(index)) else { throw reader.malformed() }
            let count: UInt32 = try reader.number()
            let entry = slot.add(Int32(index), next: try reader.number())
            slot.entries[entry].count = count
        }
        open.append(slot)
    }
}
