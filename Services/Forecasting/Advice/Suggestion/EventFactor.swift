/// By how much events like this one change the number of incidents of their place: a factor with its own uncertainty.
///
/// Gamma prior of mean 1 (an event changes nothing) and shape 2, incidents Poisson given usual times factor, past events weighed by their
/// closeness: posterior shape 2 + sum(w y), rate 2 + sum(w u). On top of it what events differ by among themselves, by moments; with fewer
/// than three past events that is taken as in the prior, so few events give a wide spread and never a narrow one.
struct EventFactor: Hashable, Sendable {
    let mean: Double
    let variance: Double

    private static let prior = 2.0

    init(_ similar: [SimilarEvent]) {
        var (shape, rate) = (Self.prior, Self.prior)
        for one in similar {
            shape += one.closeness * one.past.observed
            rate += one.closeness * one.past.usual
        }
        let mean = shape / rate
        let weight = similar.reduce(0) { $0 + $1.closeness }
        var among = mean * mean / Self.prior
        if similar.count >= 3 {
            let excess = similar.reduce(0) { sum, one in
                let ratio = one.past.observed / one.past.usual
                return sum + one.closeness * ((ratio - mean) * (ratio - mean) - mean / one.past.usual)
            }
            // Credited with one event as in the prior.
            among = (among + max(0, excess)) / (1 + weight)
        }
        self.mean = mean
        variance = shape / (rate * rate) + among
    }
}
