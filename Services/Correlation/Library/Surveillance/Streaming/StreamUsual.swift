/// What is usual for the series of one profile at one point of the week, and how a series of its own past departs from it.
///
/// In slots, with profile counts C and C(h), exposures E and E(h), N series, and a series' own counts T and T(h):
/// 1. an average series: r = C / (E N); the rhythm: f(h) = (C(h) + p) / (E(h) C / E + p);
/// 2. the series: g = w r + T, its usual count here m = f(h) g / (w + E), with w the prior weeks in slots;
/// 3. the point of the week: a gamma of mean m and relative variance 1 / (k m) + 1 / g, updated by T(h) counts in E(h) slots.
struct StreamUsual: Sendable {
    /// Counts a slot of all series together.
    let rate: Double
    /// The factor of this point of the week.
    let rhythm: Double
    /// w r and w + E.
    let credit: Double
    let slots: Double
    /// E(h).
    let pointSlots: Double
    let clustering: Double
    /// k.
    let hourPrior: Double

    init(_ profile: StreamProfile, _ exposure: StreamExposure, bucket: Int, settings: StreamingDetectorSettings) {
        rate = (profile.total + 0.5) / max(exposure.total, 1)
        pointSlots = exposure.slots[bucket]
        rhythm = (profile.counts[bucket] + settings.rhythmPrior) / (pointSlots * rate + settings.rhythmPrior)
        let prior = settings.cellPriorWeeks * Double(exposure.cadence.buckets)
        credit = prior * rate / Double(max(profile.series, 1))
        slots = prior + exposure.total
        clustering = profile.clustering
        hourPrior = settings.hourPriorWeeks
    }

    /// What a series is expected to count that counted `total` in all and `own` at this point of the week.
    func predicted(total: Double, own: Double) -> PoissonGamma {
        let evidence = credit + total
        let mean = rhythm * evidence / slots
        let shape = 1 / (1 / (hourPrior * mean) + 1 / evidence)
        return PoissonGamma(mean: (shape + own) / (shape / mean + pointSlots), shape: shape + own, clustering: clustering)
    }

    /// Counts expected of all series together, fewer where they cluster: quiet is then likelier.
    var expectedCount: Double { rate * rhythm / (1 + clustering) }
}
