import Domain

/// What is usual for a cell and category in a slot, from its own past and, while that is short, from that of all cells.
///
/// Three steps, in units of a bucket (an hour, or a day):
/// 1. the territory: rate of an average cell r = C / (E K), rhythm f(h) = (c(h) + p) / (e(h) C/E + p), with C counts, E exposure, K cells;
/// 2. the cell: total Y, g = w r + Y, rate g / (w + E), with w the prior weeks; so its usual count in this bucket is m = f(h) g / (w + E);
/// 3. the bucket: a gamma of mean m and relative variance 1/(k m) + 1/g (k: weeks that rhythm counts for; g: how well the cell's rate is
///    known), then updated by the cell's own same buckets of the past weeks: shape s + y(h), rate s/m + e(h).
///
/// A slot shorter than an hour takes its share of the bucket, as the territory has it by part of the hour.
///
/// All counts and exposures decay by half every `halfLife` weeks. The count of a slot is then negative binomial.
struct Baseline {
    let settings: CorrelationSettings

    /// `part` is the slot's part of the hour, nil for an even share; `weight` is that of the slot's week.
    func predictive(
        _ history: CellHistory, in stratum: Stratum, bucket: Int, length: UInt32, part: Int?, weight: Double
    ) -> NegativeBinomial {
        let unit = Double(stratum.rhythm.unit)
        let deflate = 1 / weight
        let quarters = deflate * 900 / unit
        let exposure = max(stratum.exposure * quarters, 1e-9)
        let territory = (stratum.count * deflate + 0.5) / exposure
        let bucketExposure = stratum.exposures[bucket] * quarters
        let factor =
            (stratum.counts[bucket] * deflate + settings.rhythmPrior) / (bucketExposure * territory + settings.rhythmPrior)
        let priorExposure = settings.cellPriorWeeks * Double(stratum.rhythm.buckets)
        let evidence = priorExposure * territory / Double(max(stratum.cells, 1)) + history.total * deflate
        let usual = factor * evidence / (priorExposure + exposure)
        let shape = 1 / (1 / (settings.hourPriorWeeks * usual) + 1 / evidence)
        let parts = Double(stratum.parts.count)
        let share = part.map {
            (stratum.parts[$0] * deflate + settings.rhythmPrior) / (stratum.count * deflate / parts + settings.rhythmPrior)
        }
        return NegativeBinomial(
            size: shape + history.count(in: bucket) * deflate, scale: shape / usual + bucketExposure,
            exposure: Double(length) / unit * (share ?? 1))
    }
}
