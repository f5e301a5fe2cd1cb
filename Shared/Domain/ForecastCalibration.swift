/// How a category's forecasts of the last weeks compare with what came.
public struct ForecastCalibration: Hashable, Sendable {
    /// Cells and days of which about as much was expected: a tenth of all that was expected lies in each.
    public struct Decile: Hashable, Sendable {
        /// Incidents that were expected, the last weeks weighing most.
        public var expected: Double
        /// Incidents that came, weighed alike.
        public var observed: Double

        /// Expected and observed incidents.
        public init(expected: Double, observed: Double) {
            self.expected = expected
            self.observed = observed
        }

        /// Expected over observed; nil where nothing came.
        public var ratio: Double? { observed > 0 ? expected / observed : nil }
    }

    /// Days that it rests on.
    public var days: Int
    /// From the least likely cells to the most likely.
    public var deciles: [Decile]
    /// What the deciles were multiplied by, in this forecast, because they had been off: 1 where they were not.
    public var corrections: [Double]
    /// Incidents that came where no cell was listed, weighed alike.
    public var elsewhere: Double

    /// A comparison over some days.
    public init(days: Int, deciles: [Decile], corrections: [Double] = [], elsewhere: Double = 0) {
        self.days = days
        self.deciles = deciles
        self.corrections = corrections
        self.elsewhere = elsewhere
    }

    /// Expected over observed, in the cells that were listed; nil where nothing came. 1 is calibrated.
    public var ratio: Double? {
        let observed = deciles.reduce(0) { $0 + $1.observed }
        return observed > 0 ? deciles.reduce(0) { $0 + $1.expected } / observed : nil
    }
}
