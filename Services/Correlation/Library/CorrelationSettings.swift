/// How unusual is unusual, and how long the past counts.
public struct CorrelationSettings: Sendable, Hashable {
    /// Weeks after which an incident counts half in what is usual; at least 3.
    public let halfLife: Double
    /// Seconds of history that a category needs before anything about it can be unusual.
    public let minimumHistory: Int64
    /// Fewer incidents in a slot are never a signal.
    public let minimumCount: Int
    /// False signals a day that the whole territory may raise where nothing is unusual.
    ///
    /// The level of one test is this over the number of tests a day, one a slot, cell and category (Bonferroni): counting as
    /// incidents arrive adds no test, because the expectation is that of the whole slot and the count only grows.
    public let falseSignalsPerDay: Double
    /// The level of one test, however few there are.
    public let largestLevel: Double
    /// Weeks of the average cell's history that a cell is credited with before its own.
    public let cellPriorWeeks: Double
    /// Weeks that a cell's usual rhythm counts against its own same hour of the week.
    public let hourPriorWeeks: Double
    /// Incidents of average rhythm that an hour of the week, and a part of the hour, is credited with, over the territory.
    public let rhythmPrior: Double
    /// Seconds without a signal after which a situation may be over; at least 900.
    public let situationGap: Int64
    /// A situation is over once what its cells count since has at least this p-value.
    public let quietLevel: Double

    /// The usual settings, or some of them otherwise.
    public init(
        halfLife: Double = 4, minimumHistory: Int64 = 1_209_600, minimumCount: Int = 3, falseSignalsPerDay: Double = 0.1,
        largestLevel: Double = 1e-4, cellPriorWeeks: Double = 1, hourPriorWeeks: Double = 2, rhythmPrior: Double = 2,
        situationGap: Int64 = 3_600, quietLevel: Double = 0.05
    ) {
        self.halfLife = max(3, halfLife)
        self.minimumHistory = max(0, minimumHistory)
        self.minimumCount = max(1, minimumCount)
        self.falseSignalsPerDay = max(1e-12, falseSignalsPerDay)
        self.largestLevel = min(max(1e-300, largestLevel), 1)
        self.cellPriorWeeks = max(1e-3, cellPriorWeeks)
        self.hourPriorWeeks = max(1e-3, hourPriorWeeks)
        self.rhythmPrior = max(1e-3, rhythmPrior)
        self.situationGap = max(900, situationGap)
        self.quietLevel = min(max(0, quietLevel), 0.5)
    }
}
