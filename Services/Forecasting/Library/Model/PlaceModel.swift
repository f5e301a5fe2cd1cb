import Domain

/// Forecasts where one category (or all) will happen next: a non-negative mixture of space-time kernels over a dense grid.
///
///     lambda(x, d) = N(d) * sum_j w_j phi_j(x, d) / sum_x sum_j w_j phi_j(x, d)
///
/// The kernels phi_j are Gaussian-blurred, exponentially decayed counts of the category and of the others, counts on this kind of day,
/// counts
/// that saturate, and gamma-Poisson means of each cell under a prior from its neighbourhood (`KernelSet`). The weights are fitted by
/// `MixtureFit`, the daily total N by `DailyLevel`. Days are fed in order with `absorb`; a forecast of a day uses what was absorbed before.
/// Absorbing costs a few additions an incident; a forecast is linear in the cells, whatever the history.
public struct PlaceModel: Sendable {
    /// What is decided once.
    public struct Settings: Sendable, Equatable {
        /// Days after which a training day counts half in the fit.
        public var fitHalfLife: Double
        /// Rows that a training day keeps at most; a fair sample stands for the rest.
        public var rowsPerDay: Int
        /// Training days that are kept.
        public var trainingDays: Int
        /// Seed of that sample.
        public var seed: UInt64

        /// From the rate of incidents and the length of the history: some eight thousand incidents within one half-life where the history
        /// has
        /// them, and a bounded number of rows.
        ///
        /// - Parameters:
        ///   - incidentsPerDay: of the target, lately.
        ///   - days: length of the history.
        ///   - rows: training rows that are kept in all, some 300 bytes each.
        ///   - seed: of the sample.
        public init(incidentsPerDay: Double, days: Int, rows: Int = 20_000, seed: UInt64 = 0) {
            fitHalfLife = min(max(8_000 / max(incidentsPerDay, 1e-9), 60), 1_500)
            let burnIn = min(days / 4, 730)
            trainingDays = max(1, min(days - burnIn, Int(2.5 * fitHalfLife)))
            rowsPerDay = max(24, rows / trainingDays)
            self.seed = seed
        }
    }

    /// The grid that it forecasts on.
    public let grid: StudyGrid
    /// The category it forecasts; nil for all.
    public let target: UInt16?
    /// What was decided.
    public let settings: Settings
    let kernels: KernelSet
    /// Incidents of each category and days of history that the kernels were chosen by.
    let categories: [Int]
    let days: Int
    var counts: DecayedCounts
    var area: StudyArea
    var training: [TrainingDay] = []
    /// Weight of each kernel, in incidents a day a cell per unit of the kernel.
    var weights: [Double] = []
    /// The daily total.
    public internal(set) var level = DailyLevel()
    var reference: KernelReference
    /// The day being absorbed: the next forecast is of the day after it.
    public internal(set) var day: Int?

    /// A model that knows nothing.
    ///
    /// - Parameters:
    ///   - categories: incidents of each category in the past, by its number: the most frequent others serve as features.
    ///   - days: length of the history, days.
    public init(grid: StudyGrid, target: UInt16?, categories: [Int], days: Int, settings: Settings) {
        self.grid = grid
        self.target = target
        self.settings = settings
        self.categories = categories
        self.days = days
        let others = categories.indices.filter { categories[$0] > 0 && $0 != target.map(Int.init) }
            .sorted { (categories[$0], $1) > (categories[$1], $0) }.prefix(5)
        // All of a single kind: its parts would be itself.
        let parts = target == nil && others.count < 2 ? [] : others.map { UInt16($0) }
        kernels = KernelSet(isAll: target == nil, others: parts, days: days)
        counts = DecayedCounts(grid: grid, columns: kernels.columns, target: target, categories: categories.count)
        area = StudyArea(grid: grid)
        reference = KernelReference(kernels: kernels)
    }

    /// How many training days it holds.
    public var trainingDays: Int { training.count }

    /// Whether a category is (part of) what is forecast.
    public func isOwn(_ category: UInt16) -> Bool { target == nil || category == target }

    /// The cells that a forecast speaks of, as indices of the grid, row by row from the south-west.
    public mutating func areaCells() -> [Int32] { area.cells() }

    /// A day's incidents, all of them, in any order: learns from them and adds them to the counts.
    ///
    /// Days come in order; a day without incidents is absorbed as well (an empty slice).
    /// - Parameter learns: whether the day's incidents become training rows; false in the burn-in.
    public mutating func absorb(day: Int, _ events: some RandomAccessCollection<PlacedEvent>, learns: Bool) {
        // What lies off the grid still counts in the day's total.
        let placed = events.filter { contains($0) }
        if learns { record(day: day, placed) }
        let type = DayType(day: day)
        counts.advance(into: type)
        var own = 0.0
        for event in events where isOwn(event.category) { own += 1 }
        for event in placed { add(event, on: type, age: 0) }
        level.learn(day: day, count: own)
        self.day = day
    }

    /// An incident of an earlier day that was reported late: it counts as if it had been there, except in its day's total and training
    /// rows.
    public mutating func absorbLate(_ event: PlacedEvent, of day: Int) {
        guard let today = self.day, day <= today, contains(event) else { return }
        add(event, on: DayType(day: day), age: today - day)
    }

    private mutating func add(_ event: PlacedEvent, on type: DayType, age: Int) {
        let places = event.span == 1 ? [(Int(event.index), 1.0)] : shares(of: event, on: type)
        for (index, share) in places {
            counts.add(at: index, category: event.category, type: type, amount: Double(event.weight) * share, age: age)
            area.add(around: index, in: grid)
        }
    }

    private func contains(_ event: PlacedEvent) -> Bool {
        guard event.weight.isFinite, event.weight >= 0 else { return false }
        guard event.span == 1 else { return !children(of: event).isEmpty }
        return event.index >= 0 && Int(event.index) < grid.count && grid.isInside(Int(event.index))
    }

    /// Fits the weights to the training days, beginning with the present ones.
    ///
    /// - Returns: log-likelihood before each cycle of the fit, never falling; empty where nothing could be fitted.
    @discardableResult
    public mutating func fit() -> [Double] {
        let isWarm = !weights.isEmpty
        let fit = MixtureFit(
            stride: kernels.stride, count: kernels.kernels.count, halfLife: settings.fitHalfLife, cycles: isWarm ? 6 : 30,
            tolerance: isWarm ? 2e-6 : 1e-6)
        guard let outcome = fit.fit(training[...], start: isWarm ? weights : nil) else { return [] }
        weights = outcome.weights
        return outcome.likelihoods
    }
}
