public import Domain

/// Everything the console knows of one territory: a value that records are applied to, in the order of the console's own journal.
public struct Picture: Sendable {
    /// The register in force; nil before the first.
    public private(set) var register: Register?
    /// The event time that all sources have reached; nil before the first.
    public private(set) var watermark: Watermark?
    /// Incidents by hour.
    public private(set) var counts = HourlyCounts()
    /// When sources were heard.
    public private(set) var coverage = Coverage()
    /// Measures and plans.
    public private(set) var readings = ReadingBoard()
    /// Signals.
    public private(set) var situations = SituationBoard()
    /// Alerts.
    public internal(set) var alerts = AlertBoard()
    /// Forecasts.
    public private(set) var forecasts = ForecastShelf()
    /// How forecasts compared with what came, oldest first.
    public private(set) var scores: [ForecastScore] = []
    /// Redacted texts.
    public private(set) var texts = TextBoard()
    /// The zones that scores are told by.
    public var zones: ZoneMap

    private var scoredUntil: [Domain.Category: Int64] = [:]
    private var droppedAt: Int64 = .min

    /// Seconds for which readings, signals and alerts stay at hand; incidents stay as long as the register says.
    public static let hotSeconds: Int64 = 92 * 86_400
    /// Scores kept.
    private static let maximumScores = 20_000

    /// Nothing known.
    public init(zones: ZoneMap = .empty) { self.zones = zones }

    /// Event time, seconds since 1970: that of the watermark; nil before the first.
    public var now: Int64? { watermark?.time.seconds }

    /// Takes a version of the register.
    public mutating func apply(_ register: Register) { self.register = register }

    /// Takes incidents.
    public mutating func apply(_ incidents: [Incident]) {
        for incident in incidents {
            counts.add(incident)
            coverage.note(incident.kind, at: incident.slot.start)
        }
    }

    /// Takes readings.
    public mutating func apply(_ batch: [Reading]) {
        for reading in batch { readings.add(reading) }
    }

    /// Takes redacted texts.
    public mutating func apply(_ batch: [RedactedText]) {
        for text in batch { texts.add(text) }
    }

    /// Seconds for which each kind of source lets its redacted texts be kept.
    private var textRetention: [SourceKind: Int64] {
        let kept = (register?.sources ?? []).filter(\.keepsText).map { ($0.kind, Int64($0.textRetention)) }
        return Dictionary(kept) { max($0, $1) }
    }

    /// Takes back what was counted.
    public mutating func apply(_ retractions: [Retraction]) {
        for retraction in retractions {
            texts.remove(sequence: retraction.sequence, index: retraction.index)
            switch retraction.retracted {
            case .incident(let incident): counts.add(incident, -1)
            case .reading(let reading): readings.remove(reading)
            }
        }
    }

    /// Takes a signal; returns the name of its situation.
    @discardableResult
    public mutating func apply(_ signal: Signal) -> String { situations.add(signal) }

    /// Takes a forecast. One whose window is over already, as while the house catches up, is compared at once; returns the new scores.
    @discardableResult
    public mutating func apply(_ forecast: Forecast) -> [ForecastScore] {
        forecasts.add(forecast)
        guard let now, forecast.windowEnd <= now, forecast.issuedAt <= forecast.windowStart else { return [] }
        return score([PackedForecast(forecast)])
    }

    /// Takes an alert's message; returns its thread.
    @discardableResult
    public mutating func apply(_ alert: Alert) -> String { alerts.add(alert) }

    /// Takes what someone did; returns the thread that it is about.
    @discardableResult
    public mutating func apply(_ action: AlertAction) -> String? { alerts.add(action) }

    /// Takes what someone wrote.
    public mutating func apply(_ comment: Comment) { alerts.add(comment) }

    /// Takes a score that was made before a restart.
    public mutating func apply(_ score: ForecastScore) {
        scores.append(score)
        scoredUntil[score.category] = max(scoredUntil[score.category] ?? .min, score.end)
    }

    /// Takes a watermark: windows that it closes are compared with what came, and what is too old goes. Returns the new scores.
    @discardableResult
    public mutating func apply(_ mark: Watermark) -> [ForecastScore] {
        let before = now
        if let held = watermark, held.time > mark.time { return [] }
        watermark = mark
        coverage.note(mark)
        guard let now else { return [] }
        let made = score(forecasts.closed(after: before ?? .min, through: now))
        if now - 3_600 >= droppedAt {
            drop(now)
            droppedAt = now
        }
        return made
    }

    /// Forecasts whose windows follow one another are compared, so that no hour counts twice.
    private mutating func score(_ closed: [PackedForecast]) -> [ForecastScore] {
        guard !closed.isEmpty else { return [] }
        var made: [ForecastScore] = []
        let spans = coverage.spans()
        for forecast in closed where forecast.head.windowStart >= scoredUntil[forecast.head.category] ?? .min {
            // What nobody reported on says nothing about a forecast.
            guard spans.covers(forecast.head.windowStart..<forecast.head.windowEnd) else { continue }
            let score = ForecastScore(forecast, counts: counts, zones: zones)
            apply(score)
            made.append(score)
        }
        if scores.count > Picture.maximumScores { scores.removeFirst(scores.count - Picture.maximumScores) }
        return made
    }

    private mutating func drop(_ now: Int64) {
        let retention = Int64(register?.territory.incidentRetention ?? 63_072_000)
        counts.drop(before: (now - retention).floorDivided(by: 3_600))
        texts.drop(now: now, retention: textRetention)
        let hot = now - min(retention, Picture.hotSeconds)
        readings.drop(before: hot.floorDivided(by: 3_600))
        situations.drop(before: hot)
        alerts.drop(before: hot)
        forecasts.drop(endingBefore: now - 2 * 86_400)
    }
}
