/// What a past day teaches: the kernels at the places of its incidents, and their sums over the area.
struct TrainingDay: Sendable {
    let day: Int
    /// Rows of kernels, `stride` floats each.
    var rows: [Float] = []
    /// Weight of each row; they sum to `count`.
    var weights: [Float] = []
    /// Incidents inside the area, weighted.
    var count = 0.0
    /// Sum of each kernel over the area.
    var totals: [Double]
    /// Rows of kernels at cells drawn from the area, whatever happened there: what the day's incidents did not choose.
    var contrast: [Float] = []
    /// How many cells each of them stands for.
    var contrastWeights: [Float] = []
}
