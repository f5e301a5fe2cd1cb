import Domain

/// What a person reads of a forecast: a digest of one window and category, its highest cells named by column and row at their level.
enum ForecastWording {
    static func french(_ forecast: Forecast, _ summary: ForecastSummary, instruction: String) -> Alert.Wording {
        let event = "\(forecast.category.french) : prévision élevée"
        let window = Numbers.duration(forecast.windowEnd - forecast.windowStart)
        let cells = summary.top.map { "\(Numbers.french($0.expected)) en \($0.cell.column)/\($0.cell.row)" }
        return Alert.Wording(
            event: event, headline: "\(forecast.category.french) : \(Numbers.french(summary.total)) attendus en \(window)",
            description: cells.isEmpty ? "" : "Cellules les plus exposées (colonne/rangée) : \(cells.joined(separator: " ; ")).",
            instruction: instruction)
    }

    static func english(_ forecast: Forecast, _ summary: ForecastSummary, instruction: String) -> Alert.Wording {
        let event = "\(forecast.category.english): high forecast"
        let window = Numbers.duration(forecast.windowEnd - forecast.windowStart)
        let cells = summary.top.map { "\(Numbers.english($0.expected)) in \($0.cell.column)/\($0.cell.row)" }
        return Alert.Wording(
            event: event, headline: "\(forecast.category.english): \(Numbers.english(summary.total)) expected in \(window)",
            description: cells.isEmpty ? "" : "Most exposed cells (column/row): \(cells.joined(separator: "; ")).",
            instruction: instruction)
    }
}
