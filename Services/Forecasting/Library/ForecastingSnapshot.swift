import Domain

// The whole state as bytes. The same state gives the same bytes; a restored machine goes on as the one that was written.
extension ForecastingMachine {
    private static let magic: StaticString = "QFOR"
    private static let version: UInt64 = 1

    /// Everything it remembers, but for its settings and zone rules.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: ForecastingMachine.magic, version: ForecastingMachine.version)
        writer.write(settings.shortHalfLife)
        writer.write(settings.longHalfLife)
        writer.write(clock.zone)
        for value in [calendar.slotLength, calendar.interval, calendar.window] { writer.write(signed: value) }
        writer.write(Int(level))
        writer.write(territoryCells)
        writer.write(issuedThrough == nil ? 0 : 1)
        writer.write(signed: issuedThrough ?? 0)
        for count in [
            tally.incidents, tally.late, tally.notForecast, tally.retracted, tally.unknown, tally.readings, tally.forecasts,
        ] {
            writer.write(count)
        }
        writer.write(open.count)
        for counts in open.sorted(by: { $0.slot < $1.slot }) { counts.write(to: &writer) }
        writer.write(models.count { $0 != nil })
        for (index, model) in models.enumerated() {
            guard let model else { continue }
            writer.write(index)
            model.write(to: &writer)
        }
        return writer.finished()
    }

    /// Takes the place of what it remembered; unchanged where it throws.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var reader = try StateReader(snapshot, magic: ForecastingMachine.magic, newest: ForecastingMachine.version)
        let short = try reader.double()
        let long = try reader.double()
        guard short == settings.shortHalfLife, long == settings.longHalfLife else {
            throw .otherSettings(
                message: "the snapshot was kept with half-lives of \(short) and \(long) days, "
                    + "the settings say \(settings.shortHalfLife) and \(settings.longHalfLife)")
        }
        var copy = ForecastingMachine(settings: settings, clock: clock)
        copy.clock.zone = try reader.string()
        let slotLength = max(1, try reader.signed())
        let interval = max(0, try reader.signed())
        copy.calendar = IssueCalendar(slotLength: slotLength, interval: interval, window: max(1, try reader.signed()))
        copy.level = UInt8(clamping: try reader.int())
        copy.territoryCells = try reader.double()
        let hasIssued = try reader.unsigned() == 1
        let issuedThrough = try reader.signed()
        copy.issuedThrough = hasIssued ? issuedThrough : nil
        copy.tally.incidents = try reader.int()
        copy.tally.late = try reader.int()
        copy.tally.notForecast = try reader.int()
        copy.tally.retracted = try reader.int()
        copy.tally.unknown = try reader.int()
        copy.tally.readings = try reader.int()
        copy.tally.forecasts = try reader.int()
        for index in 0..<(try reader.count()) {
            let counts = try OpenCounts(from: &reader)
            guard copy.places.updateValue(index, forKey: counts.slot) == nil else {
                throw .corrupted(message: "the snapshot has a slot twice")
            }
            copy.open.append(counts)
        }
        for _ in 0..<(try reader.count()) {
            let index = try reader.int()
            guard copy.models.indices.contains(index), copy.models[index] == nil else {
                throw .corrupted(message: "the snapshot has a model of category \(index)")
            }
            copy.models[index] = try CategoryModel(from: &reader)
        }
        try reader.finish()
        self = copy
    }

    private init(settings: ForecastingSettings, clock: LocalClock) {
        self.settings = settings
        weights = DayWeight(halfLives: SIMD2(settings.shortHalfLife, settings.longHalfLife))
        self.clock = clock
    }
}
