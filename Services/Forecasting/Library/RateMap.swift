import Domain

/// Where, and how many, a category is expected: the model `decayed-rate/1`.
///
/// For each half-life j (short, long), with Y a cell's decayed incidents, X the decayed time watched, T the decayed incidents in all, N the
/// cells of the territory and B the incidents in the 5 x 5 cells around:
///
///     prior = (1 - e) B / (25 X) + e T / (X N)              the neighbourhood's rate, a share e of it spread evenly
///     rate  = (Y + s) / (X + s / prior)                     gamma-Poisson shrinkage towards it, by s incidents
///
/// Both maps are made shares of 1 (over N cells) and mixed by fixed weights; the sum is the total rate, the recent one shrunk towards the
/// lasting one, times what the window is worth by hour and day of week.
struct RateMap {
    let expectations: [Forecast.Expectation]
    let elsewhere: Double

    init(
        _ model: inout CategoryModel, at instant: Int64, window: Range<Int64>, level: UInt8, territoryCells: Double,
        settings: ForecastingSettings, weights: DayWeight, clock: inout LocalClock
    ) {
        let deflate = 1 / weights.weight(at: instant)
        // At first a day counts as watched, so that the first incident does not look like one a minute.
        let watched = (model.watched * deflate).replacing(with: 96, where: model.watched * deflate .< 96)
        let totals = model.totals * deflate
        let places = Neighbourhood.places(around: model.cells.sorted())
        let cells = max(territoryCells, Double(places.count))
        let even = settings.evenShare * totals / (watched * cells)
        let near = (1 - settings.evenShare) / (Neighbourhood.area * watched) * deflate
        let elsewhere = settings.cellPrior / (watched + settings.cellPrior / even)
        var sums = elsewhere * (cells - Double(places.count))
        var rates: [SIMD2<Double>] = []
        rates.reserveCapacity(places.count)
        for place in places {
            let prior = place.around * near + even
            let rate = (place.own * deflate + settings.cellPrior) / (watched + settings.cellPrior / prior)
            rates.append(rate)
            sums += rate
        }
        let lasting = max(totals.y, 1e-300) / watched.y
        let recent = (totals.x + settings.totalPrior) / (watched.x + settings.totalPrior / lasting)
        let quarters = model.rhythm.quarters(
            from: window.lowerBound, to: window.upperBound, deflate: deflate.y, prior: settings.totalPrior, clock: &clock)
        let shares = SIMD2(settings.recentShare, 1 - settings.recentShare) * (recent * quarters) / sums
        expectations = zip(places, rates).map { place, rate in
            Forecast.Expectation(
                cell: Cell(
                    level: level, column: Int32(truncatingIfNeeded: place.column), row: Int32(truncatingIfNeeded: place.row)),
                expected: (rate * shares).sum())
        }
        self.elsewhere = (elsewhere * shares).sum()
    }
}
