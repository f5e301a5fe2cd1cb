import Domain

/// One term of the mixture: incidents a day expected of a cell by one reading of the past.
struct Kernel: Sendable {
    /// How it is computed; columns are places in `KernelSet.columns`, blurs in `GaussianTaps.all`.
    enum Shape: Sendable, Equatable {
        /// The same everywhere.
        case flat
        /// A decayed count, blurred.
        case counted(column: Int, blur: Int)
        /// The mean of own counts on this kind of day (`alike`: on this half of the week), blurred.
        case onDay(alike: Bool, blur: Int)
        /// A count that stops growing at a multiple of the mean of cells that have any: what many incidents of another kind say wears off.
        case capped(column: Int, multiple: Double)
        /// The mean of a gamma-Poisson posterior: prior of mean mu (own count for ever, blurred) and shape k, n incidents in T days:
        /// `mu (k + n) / (k + mu T)`. Trusts a place the more, the more it has shown.
        case shrunk(column: Int, blur: Int, prior: Double)
    }

    let shape: Shape
    let component: ForecastComponent
}
