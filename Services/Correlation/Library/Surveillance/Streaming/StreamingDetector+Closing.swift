import Domain

extension StreamingDetector {
    /// Closes all slots that end at or before `time` (seconds since 1970), those in which nothing was counted included, in order of time.
    ///
    /// `reportedThrough` says of sources how far they have reported (seconds since 1970); one that is not named has reported through
    /// `time`. A slot that a source has not reported is missing for it: it is not judged and teaches nothing. A time that goes back
    /// closes nothing.
    /// Reports say of the series `watching` what they counted, unusual or not.
    public mutating func close(
        through time: Int64, reportedThrough: [SourceKind: Int64] = [:], watching: [StreamKey] = []
    ) -> [StreamReport] {
        guard time > closedThrough else { return [] }
        guard let first = firstUnclosed else {
            closedThrough = time
            return []
        }
        var reports: [StreamReport] = []
        // A gap longer than anything has weight for is not walked through.
        let horizon = Int64(20 * settings.halfLife) * 604_800
        var start = max(first, time &- horizon)
        start = start.floorDivided(by: 3_600) &* 3_600
        var hour = start.floorDivided(by: 3_600)
        while (hour &+ 1) &* 3_600 <= time {
            let end = (hour &+ 1) &* 3_600
            if let report = close(.hour, number: hour, reportedThrough: reportedThrough, watching) { reports.append(report) }
            if end.floorRemainder(by: 86_400) == 0,
                let report = close(.day, number: end / 86_400 - 1, reportedThrough: reportedThrough, watching)
            {
                reports.append(report)
            }
            closedThrough = max(closedThrough, end)
            hour += 1
        }
        closedThrough = time
        open.removeAll { $0.end <= time }
        lastOpen = 0
        return reports
    }

    /// Start of the first slot that is not closed; nil where nothing was ever counted.
    private var firstUnclosed: Int64? {
        let began = exposures.map { $0.began &* $0.cadence.length }.min()
        guard closedThrough != .min else { return began }
        return began.map { max($0, closedThrough.floorDivided(by: 86_400) &* 86_400) }
    }

    /// Closes one slot; nil where none of its cadence was ever counted, or it is closed.
    private mutating func close(
        _ cadence: StreamCadence, number: Int64, reportedThrough: [SourceKind: Int64], _ watching: [StreamKey]
    ) -> StreamReport? {
        let end = (number &+ 1) &* cadence.length
        guard end > closedThrough, exposures.contains(where: { $0.cadence == cadence && $0.began <= number }) else { return nil }
        decay(to: WeekWeight.week(of: number &* cadence.length))
        let place = open.firstIndex { $0.cadence == cadence && $0.number == number }
        var slot = place.map { open.remove(at: $0) } ?? StreamSlot(cadence: cadence, number: number)
        lastOpen = 0
        slot.entries = inOrder(slot.entries)
        let bucket = cadence.bucket(of: number, on: &clock)
        var closing = SlotClosing(usual: profiles.indices.map { usual($0, bucket: bucket % profiles[$0].counts.count) })
        judge(slot, bucket: bucket, into: &closing)
        let heard = listen(cadence, number: number, bucket: bucket, end: end, reportedThrough: reportedThrough, closing: &closing)
        let time = TimeSlot(start: slot.start, length: UInt32(cadence.length))
        let detections = discover(slot, time, closing: closing, tests: heard.tests)
        let watched = watch(watching, in: slot, bucket: bucket, closing: closing, missing: heard.missing)
        for entry in slot.entries { learn(Double(entry.count), series: Int(entry.series), bucket: bucket, weight: 1) }
        return StreamReport(
            slot: time, detections: detections, watched: watched, tests: heard.tests,
            missing: heard.missing, silent: heard.silent, resumed: heard.resumed)
    }

    /// By key, so that the order of arrival changes no sum.
    private func inOrder(_ entries: [StreamSlot.Entry]) -> [StreamSlot.Entry] {
        var keyed: [(low: UInt64, high: UInt64, entry: StreamSlot.Entry)] = []
        keyed.reserveCapacity(entries.count)
        for entry in entries where entry.count > 0 {
            let index = Int(entry.series)
            keyed.append((series[index].low, series[index].high, entry))
        }
        keyed.sort { ($0.low, $0.high) < ($1.low, $1.high) }
        return keyed.map(\.entry)
    }

    private func judge(_ slot: StreamSlot, bucket: Int, into closing: inout SlotClosing) {
        for entry in slot.entries {
            let (index, profile) = (Int(entry.series), Int(series[Int(entry.series)].profile))
            closing.add(predicted(index, closing.usual[profile], bucket: bucket), count: Double(entry.count), profile: profile)
        }
    }

    /// What each source said: exposure where it spoke or was credibly quiet, silence where it was not.
    private mutating func listen(
        _ cadence: StreamCadence, number: Int64, bucket: Int, end: Int64, reportedThrough: [SourceKind: Int64], closing: inout SlotClosing
    ) -> (tests: Int, missing: [SourceKind], silent: [StreamSilence], resumed: [SourceKind]) {
        var (tests, missing, silent, resumed) = (0, [SourceKind](), [StreamSilence](), [SourceKind]())
        for index in exposures.indices where exposures[index].cadence == cadence && exposures[index].began <= number {
            let mine = profiles.indices.filter { profiles[$0].exposure == index }
            let counted = mine.reduce(0) { $0 + closing.counts[$1] }
            let reported = (reportedThrough[exposures[index].source] ?? .max) >= end
            if counted > 0 {
                if exposures[index].isSilent { resumed.append(exposures[index].source) }
                (exposures[index].isSilent, exposures[index].unheard, exposures[index].quietSince) = (false, 0, nil)
            } else if reported && !exposures[index].isSilent {
                let expected = mine.reduce(0.0) { $0 + closing.usual[$1].expectedCount }
                exposures[index].unheard += expected
                exposures[index].quietSince = exposures[index].quietSince ?? number &* cadence.length
                if isWarm(exposures[index]), exposures[index].unheard >= silenceBound {
                    exposures[index].isSilent = true
                    silent.append(silence(exposures[index]))
                }
            }
            guard counted > 0 || (reported && !exposures[index].isSilent) else {
                missing.append(exposures[index].source)
                continue
            }
            if isWarm(exposures[index]) {
                tests += mine.reduce(0) { $0 + profiles[$1].series }
                for profile in mine {
                    closing.judged[profile] = true
                    expect(profile, closing: closing)
                }
            }
            exposures[index].slots[bucket] += 1
            exposures[index].total += 1
            exposures[index].squaredWeights += 1
        }
        return (tests, missing.sorted(), silent, resumed.sorted())
    }

    private var silenceBound: Double { settings.silenceLevel > 0 ? -logarithm(settings.silenceLevel) : .infinity }

    private func silence(_ exposure: StreamExposure) -> StreamSilence {
        StreamSilence(
            source: exposure.source, since: exposure.quietSince ?? closedThrough, expected: exposure.unheard,
            probability: exponential(-exposure.unheard))
    }

    /// Compares the pairs of incidents that came together, sum y (y - 1), with what independent ones would give, sum (f rate)^2 over all
    /// series, those that counted nothing included. Sum rate^2 is estimated without bias from totals T of weights w: sum (T^2 - T sum w^2
    /// / sum w) / (sum w)^2.
    private mutating func expect(_ index: Int, closing: SlotClosing) {
        let (usual, exposure) = (closing.usual[index], exposures[profiles[index].exposure])
        guard exposure.total > 0 else { return }
        let squares = profiles[index].squares - profiles[index].total * exposure.squaredWeights / exposure.total
        profiles[index].pairs += closing.pairs[index]
        profiles[index].expectedPairs += usual.rhythm * usual.rhythm * max(0, squares) / (exposure.total * exposure.total)
        profiles[index].expectedCounts += usual.rate * usual.rhythm
    }

    private func discover(_ slot: StreamSlot, _ time: TimeSlot, closing: SlotClosing, tests: Int) -> [StreamDetection] {
        let judged = slot.entries.indices.filter { closing.judged[Int(series[Int(slot.entries[$0].series)].profile)] }
        // Too few to be told count as nothing unusual: they must not lend others their rank.
        let values = judged.map { slot.entries[$0].count >= settings.leastCount ? closing.pValue($0) : 1 }
        guard let threshold = BenjaminiHochberg.threshold(values, tests: tests, level: settings.falseDiscoveryRate) else { return [] }
        let adjusted = BenjaminiHochberg.adjusted(values, tests: tests)
        return judged.indices.compactMap { place in
            let entry = slot.entries[judged[place]]
            guard values[place] <= threshold else { return nil }
            return detection(
                Int(entry.series), slot: time, count: entry.count, predicted: closing.predicted[judged[place]],
                pValue: values[place], adjusted: adjusted[place])
        }
    }

    private func watch(
        _ keys: [StreamKey], in slot: StreamSlot, bucket: Int, closing: SlotClosing, missing: [SourceKind]
    ) -> [StreamJudgement] {
        keys.sorted().compactMap { key in
            guard key.cadence == slot.cadence, !missing.contains(key.source), let index = known(key) else { return nil }
            let count = slot.entries.first { Int($0.series) == index }?.count ?? 0
            let predicted = predicted(index, closing.usual[Int(series[index].profile)], bucket: bucket)
            return StreamJudgement(
                key: key, observed: Int(count), expected: predicted.mean, pValue: predicted.pValue(Double(count)))
        }
    }

    /// Counts become history.
    mutating func learn(_ count: Double, series index: Int, bucket: Int, weight: Double) {
        let profile = Int(series[index].profile)
        series[index].decay(to: week, halfLife: halfLife)
        let before = series[index].total
        let amount = max(-before, count * weight)
        series[index].add(amount, bucket: bucket)
        profiles[profile].squares = max(0, profiles[profile].squares + amount * (2 * before + amount))
        profiles[profile].counts[bucket] = max(0, profiles[profile].counts[bucket] + amount)
        profiles[profile].total = max(0, profiles[profile].total + amount)
    }

    /// Adds to a slot that is closed, as it would weigh now; before the source was listened to it would teach a rate that never was.
    mutating func addLate(_ count: Double, series index: Int, slot number: Int64, cadence: StreamCadence) {
        guard number >= exposures[profiles[Int(series[index].profile)].exposure].began else { return }
        let age = week - WeekWeight.week(of: number &* cadence.length)
        learn(count, series: index, bucket: cadence.bucket(of: number, on: &clock), weight: halfLife.factor(age))
    }

    private mutating func decay(to week: Int64) {
        guard week > self.week else { return }
        let factor = halfLife.factor(week - self.week)
        self.week = week
        for index in profiles.indices { profiles[index].decay(factor) }
        for index in exposures.indices { exposures[index].decay(factor) }
        if series.count > settings.maximumSeries / 2 { forget() }
    }
}
