import ArgumentParser
import Domain

/// What can be watched, and who serves it.
enum WatchTopic: String, CaseIterable, ExpressibleByArgument {
    case incidents, readings, signals, forecasts, alerts, actions, everything

    /// The feeds it takes.
    var feeds: [(service: String, types: [RecordType])] {
        switch self {
        case .incidents: [("anonymization", [.incidents, .retractions])]
        case .readings: [("anonymization", [.readings])]
        case .signals: [("correlation", [.signal])]
        case .forecasts: [("forecasting", [.forecast])]
        case .alerts: [("notification", [.alert])]
        case .actions: [("notification", [.action])]
        case .everything:
            [
                ("anonymization", [.incidents, .readings, .retractions]), ("correlation", [.signal]), ("forecasting", [.forecast]),
                ("notification", [.alert]),
            ]
        }
    }
}
