@testable import Forecasting

/// A made-up city, small enough for a debug build, and models that learnt it.
enum SmallCity {
    static func events(
        side: Int = 14, days: Int = 70, perDay: Double = 25, categories: Int = 2, offspring: Double = 0.1, contrast: Double = 1.2,
        seed: UInt64 = 1
    ) -> BacktestEvents {
        SyntheticCity(side: side, days: days, perDay: perDay, categories: categories, offspring: offspring, contrast: contrast)
            .events(seed: seed)
    }

    /// A model that absorbed a city but for its last days, fitted.
    static func model(_ events: BacktestEvents, target: UInt16? = nil, leaving: Int = 0) throws -> (model: PlaceModel, next: Int) {
        let first = events.day(0)
        let last = (0..<events.count).map { events.day($0) }.max() ?? first
        let grid = StudyGrid(columns: 0...13, rows: 0...13)
        var model = PlaceModel(
            grid: grid, target: target, categories: [10, 5], days: last - first,
            settings: PlaceModel.Settings(incidentsPerDay: 25, days: last - first))
        for day in first...(last - leaving) {
            let today = (0..<events.count).filter { events.day($0) == day }.compactMap { place in
                grid.index(column: events.columns[place], row: events.rows[place]).map {
                    PlacedEvent(index: Int32($0), category: events.categories[place])
                }
            }
            model.absorb(day: day, today, learns: day > first + 20)
        }
        model.fit()
        return (model, last - leaving + 1)
    }
}
