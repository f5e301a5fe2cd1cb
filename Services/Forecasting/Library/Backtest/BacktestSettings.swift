/// What a backtest is asked to do.
public struct BacktestSettings: Sendable, Equatable {
    /// Days that are forecast: they end at the midnight after the last incident.
    public var days: Int
    /// Length of a window, hours: a divisor of 24, or whole days.
    public var windowHours: Int
    /// Days between two fits of the weights.
    public var refitDays: Int
    /// Number of the category that is forecast; nil for all together.
    public var target: UInt16?
    /// Seed of what is drawn.
    public var seed: UInt64
    /// Whether the result keeps each window's forecast, or the caller alone sees them pass.
    public var keepsWindows: Bool

    /// A backtest of daily windows, fitted weekly.
    public init(
        days: Int, windowHours: Int = 24, refitDays: Int = 7, target: UInt16? = nil, seed: UInt64 = 0, keepsWindows: Bool = false
    ) {
        self.days = days
        self.windowHours = windowHours
        self.refitDays = refitDays
        self.target = target
        self.seed = seed
        self.keepsWindows = keepsWindows
    }
}
