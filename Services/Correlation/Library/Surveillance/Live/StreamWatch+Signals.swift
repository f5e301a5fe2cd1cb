import Domain

extension StreamWatch {
    mutating func signals(of report: StreamReport) -> [Signal] {
        var signals: [Signal] = []
        for detection in report.detections where episodes[detection.key]?.slot != report.slot { signals.append(signal(detection)) }
        for judgement in report.watched where judgement.pValue >= StreamWatch.quietLevel {
            // Where a correction took back what was told on arrival, the slot itself says so.
            guard let episode = episodes.removeValue(forKey: judgement.key) else { continue }
            signals.append(ending(episode, judgement, slot: report.slot))
        }
        for silence in report.silent { signals.append(signal(silence, at: report.slot.end)) }
        for source in report.resumed {
            if let situation = silences.removeValue(forKey: source) { signals.append(resuming(source, situation, slot: report.slot)) }
        }
        return signals
    }

    /// A detection, in the situation of its series or a new one.
    mutating func signal(_ detection: StreamDetection) -> Signal {
        let key = detection.key
        var episode = episodes[key] ?? StreamEpisode(situation: situation("stream", key, detection.slot.start), slot: detection.slot)
        episode.slot = max(episode.slot, detection.slot)
        episode.steps += 1
        episodes[key] = episode
        let wording = AnomalyWording(
            category: key.category, cell: key.cell, grid: grid, slot: detection.slot, count: detection.observed,
            expected: detection.expected, standing: true)
        return Signal(
            identifier: identifier(episode.situation, detection.slot.start, episode.steps), kind: .anomaly, category: key.category,
            cells: [key.cell], start: detection.slot.start, end: detection.slot.end, observed: Double(detection.observed),
            expected: detection.expected, pValue: detection.pValue, severity: severity(detection), sources: [key.source],
            french: wording.french(&clock), english: wording.english(&clock), situation: episode.situation)
    }

    private mutating func ending(_ episode: StreamEpisode, _ judgement: StreamJudgement, slot: TimeSlot) -> Signal {
        let key = judgement.key
        let wording = EndWording(
            category: key.category, cells: [key.cell], grid: grid, end: slot.end, count: judgement.observed, expected: judgement.expected)
        return Signal(
            identifier: identifier(episode.situation, slot.start, episode.steps + 1), kind: .anomaly, category: key.category,
            cells: [key.cell], start: slot.start, end: slot.end, observed: Double(judgement.observed), expected: judgement.expected,
            pValue: judgement.pValue, severity: .minor, sources: [key.source], french: wording.french(&clock),
            english: wording.english(&clock), situation: episode.situation)
    }

    /// Observed: seconds without a count, as `SourceWatch` has it.
    private mutating func signal(_ silence: StreamSilence, at end: Int64) -> Signal {
        var fingerprint = Fingerprint()
        fingerprint.combine("quiet")
        fingerprint.combine(Int64(silence.source.rawValue))
        fingerprint.combine(silence.since)
        let situation = fingerprint.hexadecimal
        silences[silence.source] = situation
        let wording = QuietWording(kind: silence.source, since: silence.since, expected: silence.expected)
        return Signal(
            identifier: identifier(situation, silence.since, 1), kind: .sourceSilent, category: .other, cells: [], start: silence.since,
            end: end, observed: Double(max(1, end &- silence.since)), expected: 0, pValue: silence.probability, severity: .moderate,
            sources: [silence.source], french: wording.french(&clock), english: wording.english(&clock), situation: situation)
    }

    private mutating func resuming(_ source: SourceKind, _ situation: String, slot: TimeSlot) -> Signal {
        let wording = QuietWording(kind: source, since: slot.start, expected: nil)
        return Signal(
            identifier: identifier(situation, slot.start, 2), kind: .sourceSilent, category: .other, cells: [], start: slot.start,
            end: slot.end, observed: 0, expected: 0, pValue: 1, severity: .minor, sources: [source], french: wording.french(&clock),
            english: wording.english(&clock), situation: situation)
    }

    /// Moderate at the level that made it a signal, severe a thousand times beyond it, extreme a million times with at least ten incidents.
    private func severity(_ detection: StreamDetection) -> Severity {
        let settings = detector.settings
        let (value, level) = detection.adjusted.map { ($0, settings.falseDiscoveryRate) } ?? (detection.pValue, detector.arrivalLevel)
        if value <= level * 1e-6, detection.observed >= 10 { return .extreme }
        return value <= level * 1e-3 ? .severe : .moderate
    }

    private func situation(_ kind: String, _ key: StreamKey, _ start: Int64) -> String {
        var fingerprint = Fingerprint()
        fingerprint.combine(kind)
        fingerprint.combine(Int64(bitPattern: key.high))
        fingerprint.combine(Int64(bitPattern: key.low))
        fingerprint.combine(start)
        return fingerprint.hexadecimal
    }

    private func identifier(_ situation: String, _ start: Int64, _ step: Int) -> String {
        var fingerprint = Fingerprint()
        fingerprint.combine(situation)
        fingerprint.combine(start)
        fingerprint.combine(Int64(step))
        return fingerprint.hexadecimal
    }
}
