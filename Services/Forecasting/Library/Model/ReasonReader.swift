import Domain

/// What the components expect of single cells, on each kind of day; each cell is read once, however many windows ask for it.
struct ReasonReader {
    private let weights: [Double]
    private let types: [DayType]
    private var reading: CellReading
    /// By index of the grid: for each kind of day, a value a component.
    private var known: [Int32: [Double]] = [:]

    init?(_ model: PlaceModel, types: Set<DayType>) {
        self.types = DayType.allCases.filter { types.contains($0) }
        guard let first = self.types.first else { return nil }
        weights = model.weights.isEmpty ? model.kernels.plainWeights : model.weights
        reading = CellReading(model, on: first)
    }

    /// The components of a cell's expectation, whatever their sum is called; `shares` says how much each kind of day weighs.
    mutating func parts(at index: Int32, of shares: [DayType: Double], _ model: PlaceModel) -> [Double] {
        let width = ForecastComponent.allCases.count
        let values = known[index] ?? read(index, model)
        var parts = [Double](repeating: 0, count: width)
        for (place, type) in types.enumerated() {
            guard let share = shares[type] else { continue }
            for component in 0..<width { parts[component] += share * values[place * width + component] }
        }
        return parts
    }

    private mutating func read(_ index: Int32, _ model: PlaceModel) -> [Double] {
        let width = ForecastComponent.allCases.count
        var values = [Double](repeating: 0, count: types.count * width)
        reading.read(at: Int(index), model)
        for (row, type) in types.enumerated() {
            reading.turn(to: type, model)
            var sum = 0.0
            for (place, kernel) in model.kernels.kernels.enumerated() where weights[place] > 0 {
                let value = weights[place] * reading.kernels[place]
                values[row * width + Int(kernel.component.rawValue)] += value
                sum += value
            }
            // As shapes are: comparable between kinds of day.
            if sum > 0 { for component in 0..<width { values[row * width + component] /= sum } }
        }
        known[index] = values
        return values
    }
}
