import Domain

extension ClusterWatch {
    /// A watch as it was written, before it is known under which settings it goes on.
    struct State {
        let zone: String
        let grid: Grid?
        let watch: [UInt8]
        let standing: [Standing]

        init(from reader: inout StateReader) throws(StateError) {
            zone = try reader.string()
            grid = try reader.grid()
            watch = try reader.run()
            var standing: [Standing] = []
            for _ in 0..<(try reader.count(bytesEach: 20)) {
                let situation = try reader.string()
                let category = try reader.choice(Category.self)
                var cells: [Cell] = []
                for _ in 0..<(try reader.count()) {
                    guard let cell = try reader.cell() else { throw reader.malformed() }
                    cells.append(cell)
                }
                let (start, end) = (try reader.signed(), try reader.signed())
                let (told, expected) = (try reader.double(), try reader.double())
                standing.append(
                    Standing(
                        situation: situation, category: category, cells: cells, start: start, end: end, told: told, expected: expected,
                        step: try reader.int()))
            }
            self.standing = standing
        }

        /// The watch goes on under the settings of another one.
        func restored(like other: ClusterWatch) throws(StateError) -> ClusterWatch {
            var copy = other
            copy.watch = try ScanWatch(snapshot: watch, settings: other.settings, offset: other.offset)
            copy.clock.zone = zone
            copy.grid = grid
            copy.standing = standing
            return copy
        }
    }

    func write(to writer: inout StateWriter) {
        writer.write(clock.zone)
        writer.write(grid)
        writer.write(run: watch.snapshot())
        writer.write(standing.count)
        for cluster in standing {
            writer.write(cluster.situation)
            writer.write(UInt64(cluster.category.rawValue))
            writer.write(cluster.cells.count)
            for cell in cluster.cells { writer.write(Optional(cell)) }
            writer.write(signed: cluster.start)
            writer.write(signed: cluster.end)
            writer.write(cluster.told)
            writer.write(cluster.expected)
            writer.write(cluster.step)
        }
    }
}
