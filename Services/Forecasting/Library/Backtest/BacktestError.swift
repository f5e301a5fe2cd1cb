/// Why a backtest cannot be run.
public enum BacktestError: Error, Equatable, Sendable {
    /// No day, or more than there are.
    case badDays(Int)
    /// Neither a divisor of 24 hours nor whole days.
    case badWindow(hours: Int)
    /// Less than a day.
    case badRefit(days: Int)
    /// There is nothing to learn from before the first window.
    case noHistory(days: Int, available: Int)
    /// No incident of the category before the first window.
    case noneOfTarget
}
