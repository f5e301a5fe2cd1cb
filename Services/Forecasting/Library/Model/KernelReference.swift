/// What kernels are measured against, renewed once a week: means that saturation and shrinkage refer to, and sums over the area that are
/// too
/// costly for every day.
struct KernelReference: Sendable {
    /// Day of the last renewal; nil before the first.
    var day: Int?
    /// For each column, the mean rate of the cells that have any.
    var meanWhereAny: [Double]
    /// Incidents a day that every cell's prior has at least.
    var floor = 0.0
    /// Indices of the area's cells then.
    var cells: [Int32] = []
    /// The area blurred with each bandwidth but the first: how much of a count's blur falls within it.
    var inside: [[Float]] = []
    /// Sum over the area of kernels that are not linear in the counts, by kernel; 0 for the others.
    var totals: [Double]

    init(kernels: KernelSet) {
        meanWhereAny = [Double](repeating: 0, count: kernels.columns.count)
        totals = [Double](repeating: 0, count: kernels.kernels.count)
    }
}
