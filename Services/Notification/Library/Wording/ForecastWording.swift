import Domain

/// What a person reads of a forecast: a digest of one window and category, its highest cells named as people name them.
enum ForecastWording {
    static func french(_ forecast: Forecast, _ summary: ForecastSummary, _ places: PlaceBook, instruction: String) -> Alert.Wording {
        let event = "\(forecast.category.french) : prévision élevée"
        let window = Numbers.duration(forecast.windowEnd - forecast.windowStart)
        let cells = summary.top.map { "\(places.name($0.cell).french) : \(Numbers.french($0.expected))" }
        return Alert.Wording(
            event: event, headline: "\(forecast.category.french) : \(Numbers.french(summary.total)) attendus en \(window)",
            description: cells.isEmpty ? "" : "Lieux les plus exposés, faits attendus : \(cells.joined(separator: " ; ")).",
            instruction: instruction)
    }

    static func english(_ forecast: Forecast, _ summary: ForecastSummary, _ places: PlaceBook, instruction: String) -> Alert.Wording {
        let event = "\(forecast.category.english): high forecast"
        let window = Numbers.duration(forecast.windowEnd - forecast.windowStart)
        let cells = summary.top.map { "\(places.name($0.cell).english): \(Numbers.english($0.expected))" }
        return Alert.Wording(
            event: event, headline: "\(forecast.category.english): \(Numbers.english(summary.total)) expected in \(window)",
            description: cells.isEmpty ? "" : "Most exposed places, incidents expected: \(cells.joined(separator: "; ")).",
            instruction: instruction)
    }
}
