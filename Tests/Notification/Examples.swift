import Domain
import Notification

/// Signals, forecasts and rules to vary.
enum Examples {
    static let noon: Int64 = 1_750_000_500

    static func terms(
        _ name: String = "rule", severity: AlertTerms.SeverityMapping = .asSignal, expiresAfter: Int64 = 3_600, coolDown: Int64 = 0
    ) -> AlertTerms {
        AlertTerms(
            name: name, urgency: .immediate, certainty: .observed, severity: severity, instructionFrench: "Vérifier.",
            instructionEnglish: "Check.", expiresAfter: expiresAfter, updateRatio: 1.5, coolDown: coolDown)
    }

    static func policy(coolDown: Int64 = 0, liveThreads: Int = 100, cells: Int = 50) -> AlertPolicy {
        AlertPolicy(
            version: "1", sender: "quietude", limits: AlertPolicy.Limits(liveThreads: liveThreads, cells: cells),
            signals: [
                SignalRule(
                    terms: terms(coolDown: coolDown), kinds: [.anomaly, .cluster], categories: [.theft, .noise], maximumPValue: 0.001,
                    minimumObserved: 3, clearPValue: 0.05)
            ],
            forecasts: [
                ForecastRule(
                    terms: terms(
                        "busy", severity: .steps([.init(atLeast: 1, severity: .minor), .init(atLeast: 2, severity: .severe)]),
                        expiresAfter: 0, coolDown: coolDown),
                    categories: [.theft], totalAtLeast: 20, cellAtLeast: 5, clearRatio: 0.8, cellsListed: 2)
            ])
    }

    static func signal(_ situation: String = "s", at offset: Int64 = 0, _ change: (inout Signal) -> Void = { _ in }) -> Signal {
        var signal = Signal(
            identifier: "\(situation)-\(offset)", kind: .anomaly, category: .theft, cells: [Cell(column: 10, row: 20)],
            start: noon + offset,
            end: noon + offset + 900, observed: 8, expected: 1.25, pValue: 0.0001, severity: .moderate, sources: [.policeLog], french: "",
            english: "", situation: situation)
        change(&signal)
        return signal
    }

    static func normal(_ situation: String = "s", at offset: Int64 = 900) -> Signal {
        signal(situation, at: offset) {
            $0.pValue = 1
            $0.observed = 1
        }
    }

    /// A forecast of a day's window that starts at an offset from noon, with an expected number a cell.
    static func forecast(
        at offset: Int64 = 0, window: Int64? = nil, category: Category = .theft, _ expected: [Double] = [4, 12, 6], elsewhere: Double = 0.1
    ) -> Forecast {
        let start = noon + (window ?? offset)
        return Forecast(
            issuedAt: noon + offset, windowStart: start, windowEnd: start + 86_400, category: category,
            cells: expected.enumerated().map { Forecast.Expectation(cell: Cell(column: Int32($0), row: 7), expected: $1) },
            elsewhere: elsewhere, model: "m/1", trainedFrom: 0, trainedUntil: noon, sources: [.policeLog], silentSources: [])
    }

    static func time(_ offset: Int64) -> Instant { Instant(seconds: noon + offset) }
}
