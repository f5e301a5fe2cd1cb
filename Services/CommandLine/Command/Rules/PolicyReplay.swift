import Domain
import Notification
import Runtime

/// Signals and forecasts through an alert policy: what would have been sent, what was held back, and why.
struct PolicyReplay {
    /// One line of what a replay shows.
    enum Decision {
        case message(Alert)
        case nothing(AlertNote)

        var time: Int64 {
            switch self {
            case .message(let alert): alert.sent
            case .nothing(let note): note.time
            }
        }
    }

    private var signals: SignalAlerts
    private var forecasts: ForecastAlerts
    private let places: [NamedPlace]
    private(set) var decisions: [Decision] = []

    init(_ policy: AlertPolicy, territory: String, places: [NamedPlace]) {
        signals = SignalAlerts(territory: territory, policy: policy)
        forecasts = ForecastAlerts(territory: territory, policy: policy)
        signals.takeNotes()
        forecasts.takeNotes()
        self.places = places
    }

    mutating func stand(on territory: TerritoryEntry) {
        let ground = AlertGround(territory, places: places, offset: ZoneRules.offset)
        signals.stand(on: ground)
        forecasts.stand(on: ground)
    }

    mutating func hear(_ signal: Signal) { note(signals.apply(signal), signals.notes()) }

    mutating func hear(_ forecast: Forecast) { note(forecasts.apply(forecast), forecasts.notes()) }

    mutating func advanceSignals(to time: Instant) { note(signals.advance(to: time), signals.notes()) }

    mutating func advanceForecasts(to time: Instant) { note(forecasts.advance(to: time), forecasts.notes()) }

    private mutating func note(_ alerts: [Alert], _ notes: [AlertNote]) {
        decisions += alerts.map(Decision.message) + notes.map(Decision.nothing)
    }

    /// Everything within a stretch of event time, in its order.
    func decisions(from start: Int64, until end: Int64) -> [Decision] {
        let numbered = decisions.enumerated().filter { $0.element.time >= start && $0.element.time < end }
        return numbered.sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
}
