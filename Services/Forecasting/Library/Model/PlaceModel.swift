import Domain

/// Forecasts where one category (or all) will happen next: a non-negative mixture of space-time kernels over a dense grid.
///
///     lambda(x, d) = N(d) * m(x, d) g(x, d) / sum_x m(x, d) g(x, d),   m(x, d) = sum_j w_j phi_j(x, d)
///
/// The kernels phi_j are Gaussian-blurred, exponentially decayed counts of the category and of the others, counts on this kind of day,
/// counts that saturate, and gamma-Poisson means of each cell under a prior from its neighbourhood (`KernelSet`). The weights are fitted by
/// `MixtureFit`, the factor g says what several readings say together (`Agreement`), the daily total N is `DailyLevel`'s. Days are fed in
/// order with `absorb`; a forecast of a day uses what was absorbed before. Absorbing costs a few additions an incident; a forecast is linear
/// in the cells, whatever the history.
public struct PlaceModel: Sendable {
    /// What is decided once.
    public struct Settings: Sendable, Equatable {
        /// Days after which a training day counts half in the fit.
        public var fitHalfLife: Double
        /// Rows that a training day keeps at most; a fair sample stands for the rest.
        public var rowsPerDay: Int
        /// Cells that a training day draws at most, to compare its incidents with.
        public var contrastsPerDay: Int
        /// Training days that are kept.
        public var trainingDays: Int
        /// Seed of that sample.
        public var seed: UInt64

        /// From the rate of incidents and the length of the history: some four thousand incidents within one half-life where the history has
        /// them, and a bounded number of rows. A kernel means something else while the history is young, so old days teach less than they
        /// seem to.
        ///
        /// - Parameters:
        ///   - incidentsPerDay: of the target, lately.
        ///   - days: length of the history.
        ///   - rows: training rows that are kept in all, some 300 bytes each.
        ///   - least: rows a day that are kept even so.
        public init(incidentsPerDay: Double, days: Int, rows: Int = 14_000, least: Int = 24, seed: UInt64 = 0) {
            fitHalfLife = min(max(4_000 / max(incidentsPerDay, 1e-9), 20), 1_500)
            let burnIn = min(days / 4, 730)
            trainingDays = max(1, min(days - burnIn, Int(2.5 * max(fitHalfLife, 30))))
            rowsPerDay = max(least, rows / trainingDays)
            contrastsPerDay = max(2, rows / 2 / trainingDays)
            self.seed = seed
        }
    }

    /// The grid that it forecasts on.
    public let grid: StudyGrid
    /// The category it forecasts; nil for all.
    public let target: UInt16?
    /// What was decided.
    public internal(set) var settings: Settings
    let kernels: KernelSet
    /// Incidents of each category and days of history that the kernels were chosen by.
    let categories: [Int]
    let days: Int
    /// Numbers of the categories alike with the target, where they serve as features; nil where the most frequent others do.
    let group: Set<UInt16>?
    var counts: DecayedCounts
    var area: StudyArea
    /// Cells that joined the area while the day that is absorbed next went on: no forecast spoke of them when it began.
    var newcomers: Set<Int32> = []
    var training: [TrainingDay] = []
    /// Weight of each kernel, in incidents a day a cell per unit of the kernel.
    var weights: [Double] = []
    /// Share of each kernel in what is expected of a mean day, as of the last fit; empty before.
    var shares: [Double] = []
    /// What the mixture is multiplied by, as of the last fit.
    var agreement = Agreement()
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
        self.init(grid: grid, target: target, categories: categories, days: days, settings: settings, group: nil)
    }

    init(grid: StudyGrid, target: UInt16?, categories: [Int], days: Int, settings: Settings, group: Set<UInt16>?) {
        self.group = group
        self.grid = grid
        self.target = target
        self.settings = settings
        self.categories = categories
        self.days = days
        let others = categories.indices.filter { categories[$0] > 0 && $0 != target.map(Int.init) }
            .sorted { (categories[$0], $1) > (categories[$1], $0) }.prefix(5)
        // All of a single kind: its parts would be itself.
        let parts = target == nil && others.count < 2 ? [] : others.map { UInt16($0) }
        kernels = KernelSet(isAll: target == nil, others: group == nil ? parts : [], days: days, group: group)
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
    /// - Parameters:
    ///   - learns: whether the day's incidents become training rows; false in the burn-in.
    ///   - total: own incidents of the day, where `events` are weighted, spread or leave some out; their number otherwise.
    ///   - exposure: what the day was expected to be above or below an ordinary one of its kind (`DailyLevel.learn`).
    public mutating func absorb(
        day: Int, _ events: some RandomAccessCollection<PlacedEvent>, learns: Bool, total: Double? = nil, exposure: Double = 1
    ) {
        // What lies off the grid still counts in the day's total.
        var own = 0.0
        for event in events where isOwn(event.category) { own += 1 }
        absorb(day: day, placed: events.filter { contains($0) }, learns: learns, total: total ?? own, exposure: exposure)
    }

    /// The same of incidents that are known to lie on the grid.
    mutating func absorb(day: Int, placed: [PlacedEvent], learns: Bool, total: Double, exposure: Double) {
        if learns { record(day: day, placed) }
        let type = DayType(day: day)
        counts.advance(into: type)
        if placed.allSatisfy({ $0.span == 1 }) {
            counts.add(placed, type: type) { area.add(around: $0, in: grid) }
        } else {
            for event in placed { add(event, on: type, age: 0) }
        }
        level.learn(day: day, count: total, exposure: exposure)
        self.day = day
    }

    /// An incident of an earlier day that was reported late: it counts as if it had been there, except in its day's total and training
    /// rows.
    public mutating func absorbLate(_ event: PlacedEvent, of day: Int) {
        guard let today = self.day, day <= today, contains(event) else { return }
        add(event, on: DayType(day: day), age: today - day)
    }

    /// An incident (less than 0: one taken back) of a day before the last, as if it had been known then. The training rows of that day weigh
    /// less where it is taken back.
    mutating func amend(at index: Int, category: UInt16, amount: Double, age: Int) {
        guard index >= 0, index < grid.count, grid.isInside(index) else { return }
        let day = (self.day ?? 0) - age
        if amount > 0 { area.add(around: index, in: grid) }
        counts.add(at: index, category: category, type: DayType(day: day), amount: amount, age: age)
        guard amount < 0, isOwn(category), let place = training.lastIndex(where: { $0.day == day }), training[place].count > 0 else {
            return
        }
        let left = max(0, training[place].count + amount)
        let factor = Float(left / training[place].count)
        training[place].count = left
        for row in training[place].weights.indices { training[place].weights[row] *= factor }
    }

    private mutating func add(_ event: PlacedEvent, on type: DayType, age: Int) {
        if event.span == 1 { return add(at: Int(event.index), event, amount: Double(event.weight), on: type, age: age) }
        for (index, share) in shares(of: event, on: type) {
            add(at: index, event, amount: Double(event.weight) * share, on: type, age: age)
        }
    }

    private mutating func add(at index: Int, _ event: PlacedEvent, amount: Double, on type: DayType, age: Int) {
        area.add(around: index, in: grid)
        counts.add(at: index, category: event.category, type: type, amount: amount, age: age)
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
    public mutating func fit() -> [Double] { fit(prior: nil) }

    /// - Parameter prior: shares of the kernels that are leaned towards, and how many incidents they are worth.
    @discardableResult
    mutating func fit(prior: (shares: [Double], incidents: Double)?) -> [Double] {
        let isWarm = !weights.isEmpty
        var fit = MixtureFit(
            stride: kernels.stride, count: kernels.kernels.count, halfLife: settings.fitHalfLife, cycles: isWarm ? 6 : 30,
            tolerance: isWarm ? 2e-6 : 1e-6)
        fit.prior = prior
        guard let outcome = fit.fit(training[...], start: isWarm ? weights : nil) else { return [] }
        weights = outcome.weights
        shares = outcome.shares
        let agreeing = AgreementFit(
            stride: kernels.stride, weights: weights, halfLife: max(30, settings.fitHalfLife / 2),
            readings: kernels.agreeing)
        agreement = agreeing.fit(training[...])
        return outcome.likelihoods
    }
}
