import Domain

/// Rules, associations, the scan and the series of each source beside the counts of cells, and the book in which the signals of all of them become situations.
struct FurtherDetectors: Sendable {
    var rules: RuleWatch
    var associations: AssociationWatch
    var clusters: ClusterWatch?
    var series: StreamWatch?
    var book = SituationBook()
    private let detectors: CorrelationDetectors
    private let offset: ZoneOffset

    init(_ detectors: CorrelationDetectors, offset: @escaping ZoneOffset) {
        self.detectors = detectors
        self.offset = offset
        rules = RuleWatch(detectors.rules, offset: offset)
        associations = AssociationWatch(detectors.associations, offset: offset)
        clusters = detectors.scan.map { ClusterWatch($0, offset: offset) }
        series = detectors.series.map { StreamWatch(settings: $0, offset: offset) }
    }

    /// The same detectors without a past.
    func fresh() -> FurtherDetectors { FurtherDetectors(detectors, offset: offset) }

    mutating func register(_ register: Register) {
        rules.register(register)
        associations.register(register)
        clusters?.register(register)
        series?.register(register)
    }

    /// `found` is what the counts of cells said of it; one that came late is history for the scan, and raises nothing.
    mutating func absorb(_ incident: Incident, late: Bool, found: [Signal]) -> [Signal] {
        clusters?.watch.absorb(incident)
        let unusual = series?.absorb(incident) ?? []
        guard !late else { return found.isEmpty && unusual.isEmpty ? [] : file(found + unusual) }
        if !associations.isEmpty { associations.absorb(incident) }
        let matched = rules.isEmpty ? [] : rules.absorb(incident)
        return found.isEmpty && unusual.isEmpty && matched.isEmpty ? [] : file(found + unusual + matched)
    }

    mutating func retract(_ incident: Incident, found: [Signal]) -> [Signal] {
        clusters?.watch.retract(incident)
        series?.retract(incident)
        if !associations.isEmpty { associations.absorb(incident, amount: -1) }
        return file(found + (rules.isEmpty ? [] : rules.retract(incident)))
    }

    mutating func absorb(_ reading: Reading) -> [Signal] {
        if !associations.isEmpty { associations.absorb(reading) }
        return rules.isEmpty ? [] : file(rules.absorb(reading))
    }

    mutating func retract(_ reading: Reading) -> [Signal] {
        if !associations.isEmpty { associations.absorb(reading, takingBack: true) }
        return rules.isEmpty ? [] : file(rules.retract(reading))
    }

    mutating func advance(to watermark: Watermark, found: [Signal]) -> [Signal] {
        var signals = found
        if !rules.isEmpty { signals += rules.advance(to: watermark) }
        if !associations.isEmpty { signals += associations.advance(to: watermark.time.seconds) }
        signals += series?.advance(to: watermark) ?? []
        signals += clusters?.advance(to: watermark.time.seconds) ?? []
        let filed = file(signals)
        book.advance(to: watermark.time.seconds)
        return filed
    }

    private mutating func file(_ signals: [Signal]) -> [Signal] {
        var filed: [Signal] = []
        for signal in signals { if let passed = book.file(signal) { filed.append(passed) } }
        return filed
    }

    func write(to writer: inout StateWriter) {
        rules.write(to: &writer)
        associations.write(to: &writer)
        writer.write(clusters == nil ? 0 : 1)
        clusters?.write(to: &writer)
        writer.write(run: series?.snapshot() ?? [])
        book.write(to: &writer)
    }

    /// What other settings wrote and these do not know is left.
    mutating func read(from reader: inout StateReader) throws(StateError) {
        try rules.read(from: &reader)
        try associations.read(from: &reader)
        if try reader.unsigned() == 1 {
            let kept = try ClusterWatch.State(from: &reader)
            if let watch = clusters { clusters = try kept.restored(like: watch) }
        }
        let run = try reader.run()
        if !run.isEmpty { try series?.restore(snapshot: run) }
        try book.read(from: &reader)
    }
}
