import Forecasting

extension BacktestError {
    /// In the language of this run, with the remedy.
    var failure: Failure {
        switch self {
        case .badDays(let days):
            Failure("--days \(days): at least 1", "--days \(days) : au moins 1")
        case .badWindow(let hours):
            Failure(
                "--window \(hours)h: a divisor of 24 hours (1h 2h 3h 4h 6h 8h 12h 24h) or whole days (7d)",
                "--window \(hours)h : un diviseur de 24 heures (1h 2h 3h 4h 6h 8h 12h 24h) ou des jours entiers (7d)")
        case .badRefit(let days):
            Failure("--refit: \(days) days; at least 1d", "--refit : \(days) jours ; au moins 1d")
        case .noHistory(let days, let available):
            Failure(
                "nothing to learn from: the file spans \(available + 1) days, --days \(days) leaves none before the first window",
                "rien à apprendre : le fichier couvre \(available + 1) jours, --days \(days) n'en laisse aucun avant la première fenêtre")
        case .noneOfTarget:
            Failure(
                "no event of this category before the first window: choose fewer --days",
                "aucun fait de cette catégorie avant la première fenêtre : choisir moins de --days")
        }
    }
}
