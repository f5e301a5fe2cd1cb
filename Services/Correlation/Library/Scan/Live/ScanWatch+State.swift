import Domain

// A watch written and read back: the same bytes for the same past, whatever the order of its dictionaries.
extension ScanWatch {
    private static let magic: StaticString = "QSCW"
    private static let layout: UInt64 = 1

    /// The whole state, with a checksum.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: ScanWatch.magic, version: ScanWatch.layout)
        writer.write(settings.scansPerDay)
        writer.write(clock.zone)
        writer.write(optional: cellSize)
        writer.write(byte: current == nil ? 0 : 1)
        writer.write(signed: current ?? 0)
        writer.write(unplaced)
        writer.write(counts.count)
        for (category, entry) in counts.sorted(by: { $0.key < $1.key }) {
            writer.write(UInt64(category.rawValue))
            writer.write(signed: entry.began)
            writer.write(entry.places.count)
            for (place, blocks) in entry.places.sorted(by: { $0.key < $1.key }) {
                writer.write(signed: Int64(place.column))
                writer.write(signed: Int64(place.row))
                writer.write(blocks.count)
                var last = entry.began
                for block in blocks {
                    writer.write(signed: block.block - last)
                    writer.write(UInt64(block.count))
                    last = block.block
                }
            }
        }
        return writer.finished()
    }

    /// A watch as it was written.
    ///
    /// - Throws: `StateError.otherSettings` where its blocks were of another length: replay the journal or keep the settings.
    public init(snapshot: [UInt8], settings: ScanWatchSettings = ScanWatchSettings(), offset: @escaping ZoneOffset) throws(StateError) {
        self.init(settings: settings, offset: offset)
        var reader = try StateReader(snapshot, magic: ScanWatch.magic, newest: ScanWatch.layout)
        let scansPerDay = try reader.int()
        guard scansPerDay == settings.scansPerDay else {
            throw .otherSettings(message: "the snapshot counts for \(scansPerDay) scans a day; \(settings.scansPerDay) are set")
        }
        clock.zone = try reader.string()
        cellSize = try reader.optional()
        let isUnderWay = try reader.byte() != 0
        let block = try reader.signed()
        current = isUnderWay ? block : nil
        unplaced = try reader.int()
        for _ in 0..<(try reader.count()) {
            let category: Category = try reader.choice()
            var entry = Counts(began: try reader.signed())
            for _ in 0..<(try reader.count(bytesEach: 3)) {
                let place = ScanPlace(column: try reader.number(), row: try reader.number())
                var last = entry.began
                var blocks: [BlockCount] = []
                for _ in 0..<(try reader.count(bytesEach: 2)) {
                    last &+= try reader.signed()
                    blocks.append(BlockCount(block: last, count: try reader.number()))
                }
                entry.places[place] = blocks
            }
            counts[category] = entry
        }
        try reader.finish()
    }
}
