import Domain

/// The streaming detector as the service runs it: incidents and watermarks in the journal's order in, signals out; a pure value, written
/// and read whole.
///
/// - *On arrival*: an hour (a day, for sources that know no better) that already holds overwhelmingly many of a cell, category and
///   source.
/// - *On the watermark*: hours close; what is unusual among all series at the false-discovery rate of the settings and was not told
///   yet; what is over (p-value as things now stand, severity minor); which sources report and are empty for longer than chance
///   allows, and which count again.
///
/// A source that is idle, by the watermark, is missing from then on: it teaches nothing and nothing of it is over.
///
/// Signals of one series in successive slots share a situation, which ends with the first slot that is not remarkable (p-value at least
/// 0.05). Memory: that of `StreamingDetector`, and a hundred bytes a series that is unusual now.
public struct StreamWatch: Sendable {
    /// The detector itself.
    public internal(set) var detector: StreamingDetector
    var clock: LocalClock
    var grid: Grid?
    var episodes: [StreamKey: StreamEpisode] = [:]
    /// Situations of the sources that are told as silent.
    var silences: [SourceKind: String] = [:]

    static let quietLevel = 0.05

    /// A watch without a past.
    public init(settings: StreamingDetectorSettings = StreamingDetectorSettings(), offset: @escaping ZoneOffset) {
        clock = LocalClock(zone: "UTC", offset: offset)
        detector = StreamingDetector(settings: settings, clock: clock)
    }

    /// Takes the version of the register that is in force from here on: zone and grid.
    public mutating func register(_ register: Register) {
        clock.zone = register.territory.timeZone
        detector.clock.zone = register.territory.timeZone
        grid = register.territory.grid
    }

    /// Counts an incident.
    public mutating func absorb(_ incident: Incident) -> [Signal] {
        guard let detection = detector.absorb(incident) else { return [] }
        return [signal(detection)]
    }

    /// Takes an incident back.
    public mutating func retract(_ incident: Incident) { detector.retract(StreamKey(incident), at: incident.slot.start) }

    /// Closes what the watermark passed.
    public mutating func advance(to watermark: Watermark) -> [Signal] {
        let reports = detector.close(
            through: watermark.time.seconds, reportedThrough: StreamWatch.reportedThrough(watermark), watching: episodes.keys.sorted())
        return reports.flatMap { signals(of: $0) }
    }

    /// Kinds all of whose sources are idle have reported through the latest of them; the others through the watermark.
    private static func reportedThrough(_ watermark: Watermark) -> [SourceKind: Int64] {
        var idle: [SourceKind: Int64] = [:]
        var awake = Set<SourceKind>()
        for source in watermark.sources where source.time > Instant(milliseconds: 0) {
            if source.idle { idle[source.kind] = max(idle[source.kind] ?? .min, source.time.seconds) } else { awake.insert(source.kind) }
        }
        return idle.filter { !awake.contains($0.key) }
    }
}
