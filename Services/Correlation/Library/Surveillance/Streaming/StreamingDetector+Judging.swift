import Domain

extension StreamingDetector {
    /// What is usual at a point of the week for the series of a profile.
    func usual(_ profile: Int, bucket: Int) -> StreamUsual {
        StreamUsual(profiles[profile], exposures[profiles[profile].exposure], bucket: bucket, settings: settings)
    }

    /// What is expected of a series.
    @inline(__always)
    func predicted(_ index: Int, _ usual: StreamUsual, bucket: Int) -> PoissonGamma {
        let aged = series[index].week == week ? 1 : halfLife.factor(week - series[index].week)
        return usual.predicted(total: series[index].total * aged, own: series[index].count(in: bucket) * aged)
    }

    /// What a series is expected to count in an average slot (an hour or a day); nil where it is not known.
    public func expected(_ key: StreamKey) -> Double? {
        known(key).map { index in
            let usual = usual(Int(series[index].profile), bucket: 0)
            let aged = halfLife.factor(week - series[index].week)
            return (usual.credit + series[index].total * aged) / usual.slots
        }
    }

    /// Whether a source has been listened to for long enough.
    func isWarm(_ exposure: StreamExposure) -> Bool {
        exposure.total * Double(exposure.cadence.length) >= settings.warmUpWeeks * 604_800 * 0.5
            && closedThrough >= exposure.began &* exposure.cadence.length &+ Int64(settings.warmUpWeeks * 604_800)
    }

    /// The level of one count on arrival.
    var arrivalLevel: Double { min(settings.arrivalLevel, settings.falseArrivalsPerDay / Double(max(testsPerDay, 1))) }

    /// Looks at an entry of an open slot whose count reached what it was to be looked at with.
    mutating func look(_ entry: Int, in place: Int) -> StreamDetection? {
        let (cadence, number) = (open[place].cadence, open[place].number)
        let (index, count) = (Int(open[place].entries[entry].series), open[place].entries[entry].count)
        guard isWarm(exposures[profiles[Int(series[index].profile)].exposure]) else {
            open[place].entries[entry].next = .max
            return nil
        }
        let bucket = cadence.bucket(of: number, on: &clock)
        let predicted = predicted(index, usual(Int(series[index].profile), bucket: bucket), bucket: bucket)
        let value = predicted.pValue(Double(count))
        let level = arrivalLevel
        guard value <= level else {
            let bound = predicted.distribution.quantile(above: level) + 1
            open[place].entries[entry].next = max(count &+ 1, UInt32(clamping: Int64(min(bound, 4e9))))
            return nil
        }
        open[place].entries[entry].next = UInt32(clamping: UInt64(count) * 2)
        let slot = TimeSlot(start: number &* cadence.length, length: UInt32(cadence.length))
        return detection(index, slot: slot, count: count, predicted: predicted, pValue: value, adjusted: nil)
    }

    func detection(
        _ index: Int, slot: TimeSlot, count: UInt32, predicted: PoissonGamma, pValue: Double, adjusted: Double?
    ) -> StreamDetection? {
        guard let key = StreamKey(high: series[index].high, low: series[index].low) else { return nil }
        return StreamDetection(
            key: key, slot: slot, observed: Int(count),
            expected: predicted.mean, pValue: pValue, eValue: predicted.eValue(Double(count)), adjusted: adjusted)
    }
}
