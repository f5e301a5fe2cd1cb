import Domain

extension StreamWatch {
    private static let magic: StaticString = "QSTW"
    private static let version: UInt64 = 1

    /// The whole state as bytes: the same state gives the same bytes, and what is restored goes on as what was written.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: StreamWatch.magic, version: StreamWatch.version)
        writer.write(grid)
        writer.write(episodes.count)
        for (key, episode) in episodes.sorted(by: { $0.key < $1.key }) {
            writer.write(fixed: key.high)
            writer.write(key.low)
            writer.write(episode.situation)
            writer.write(signed: episode.slot.start)
            writer.write(UInt64(episode.slot.length))
            writer.write(episode.steps)
        }
        writer.write(silences.count)
        for (source, situation) in silences.sorted(by: { $0.key < $1.key }) {
            writer.write(byte: source.rawValue)
            writer.write(situation)
        }
        writer.write(run: detector.snapshot())
        return writer.finished()
    }

    /// Takes the place of what it remembered; unchanged where it throws.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var reader = try StateReader(snapshot, magic: StreamWatch.magic, newest: StreamWatch.version)
        let grid = try reader.grid()
        var episodes: [StreamKey: StreamEpisode] = [:]
        for _ in 0..<(try reader.count(bytesEach: 12)) {
            let high = try reader.fixed()
            guard let key = StreamKey(high: high, low: try reader.unsigned()) else { throw reader.malformed() }
            let situation = try reader.string()
            let slot = TimeSlot(start: try reader.signed(), length: try reader.number())
            episodes[key] = StreamEpisode(situation: situation, slot: slot, steps: try reader.int())
        }
        var silences: [SourceKind: String] = [:]
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let source: SourceKind = try reader.choice()
            silences[source] = try reader.string()
        }
        let detector = try StreamingDetector(snapshot: try reader.run(), settings: detector.settings, clock: clock)
        try reader.finish()
        self.grid = grid
        self.episodes = episodes
        self.silences = silences
        self.detector = detector
        clock.zone = detector.clock.zone
    }
}
