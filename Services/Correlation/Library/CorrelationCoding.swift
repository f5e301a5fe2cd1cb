import Domain

// How the parts of the state are written, each beside how it is read.

extension StateWriter {
    mutating func write(_ key: CellKey) {
        write(key.high)
        write(key.low)
    }

    mutating func write(_ grid: Grid?) {
        guard let grid else { return write(0) }
        switch grid.plane {
        case .european: write(1)
        case .centred(let latitude, let longitude):
            write(2)
            write(latitude)
            write(longitude)
        }
        write(grid.cellSize)
    }
}

extension StateReader {
    mutating func key() throws(StateError) -> CellKey { CellKey(high: try unsigned(), low: try unsigned()) }

    mutating func grid() throws(StateError) -> Grid? {
        switch try unsigned() {
        case 0: return nil
        case 1: return Grid(plane: .european, cellSize: try double())
        case 2:
            let latitude = try double()
            let longitude = try double()
            return Grid(plane: .centred(latitude: latitude, longitude: longitude), cellSize: try double())
        case let other: throw .corrupted(message: "the snapshot has a grid of unknown plane \(other)")
        }
    }
}

extension Stratum {
    func write(to writer: inout StateWriter) {
        writer.write(low)
        writer.write(counts)
        writer.write(exposures)
        writer.write(parts)
        writer.write(count)
        writer.write(exposure)
        writer.write(began == nil ? 0 : 1)
        writer.write(signed: began ?? 0)
        writer.write(signed: exposedThrough)
        writer.write(cells)
    }

    init(from reader: inout StateReader) throws(StateError) {
        self.init(low: try reader.unsigned())
        counts = try reader.doubles(exactly: rhythm.buckets)
        exposures = try reader.doubles(exactly: rhythm.buckets)
        parts = try reader.doubles(exactly: rhythm.parts)
        count = try reader.double()
        exposure = try reader.double()
        let hasBegun = try reader.unsigned() == 1
        let instant = try reader.signed()
        began = hasBegun ? instant : nil
        exposedThrough = try reader.signed()
        cells = try reader.int()
    }
}

extension CellHistory {
    func write(to writer: inout StateWriter) {
        writer.write(key)
        writer.write(stratum)
        writer.write(live)
        writer.write(total)
        writer.write(buckets.count)
        for bucket in buckets {
            writer.write(Int(bucket.bucket))
            writer.write(bucket.count)
        }
    }

    init(from reader: inout StateReader, strata: [Stratum]) throws(StateError) {
        let key = try reader.key()
        let stratum = try reader.int()
        guard strata.indices.contains(stratum) else { throw .corrupted(message: "the snapshot has a cell of stratum \(stratum)") }
        self.init(key: key, stratum: stratum)
        live = try reader.int()
        total = try reader.double()
        for _ in 0..<(try reader.count(bytesEach: 9)) {
            let bucket = try reader.int()
            guard strata[stratum].counts.indices.contains(bucket) else {
                throw .corrupted(message: "the snapshot has a bucket \(bucket) of the week")
            }
            buckets.append(Bucket(bucket: UInt8(bucket), count: try reader.double()))
        }
    }
}

extension OpenSlot {
    func write(to writer: inout StateWriter) {
        writer.write(signed: slot.start)
        writer.write(Int(slot.length))
        writer.write(bucket)
        writer.write(weight)
        writer.write(entries.count)
        for entry in entries {
            writer.write(entry.key)
            writer.write(Int(entry.history))
            writer.write(Int(entry.count))
            writer.write(Int(entry.next))
            for kind in SourceKind.allCases { writer.write(Int(entry.kinds[Int(kind.rawValue)])) }
        }
    }

    init(from reader: inout StateReader, histories: [CellHistory]) throws(StateError) {
        let start = try reader.signed()
        let length = UInt32(clamping: try reader.unsigned())
        let bucket = try reader.int()
        guard (0..<Rhythm(length: length).buckets).contains(bucket) else {
            throw .corrupted(message: "the snapshot has a slot in bucket \(bucket) of the week")
        }
        self.init(slot: TimeSlot(start: start, length: length), bucket: bucket, weight: try reader.double())
        for _ in 0..<(try reader.count()) {
            let key = try reader.key()
            let history = try reader.int()
            guard histories.indices.contains(history), find(key) == nil else {
                throw .corrupted(message: "the snapshot has an open count of cell \(history)")
            }
            var entry = Entry(key: key, history: Int32(truncatingIfNeeded: history), next: 0)
            entry.count = UInt32(clamping: try reader.unsigned())
            entry.next = UInt32(clamping: try reader.unsigned())
            for kind in SourceKind.allCases { entry.kinds[Int(kind.rawValue)] = UInt16(clamping: try reader.unsigned()) }
            _ = insert(entry)
        }
    }
}

extension Announcement {
    func write(to writer: inout StateWriter) {
        writer.write(signed: slot.start)
        writer.write(usual.size)
        writer.write(usual.odds)
        writer.write(threshold)
        writer.write(count)
        writer.write(step)
        writer.write(standing ? 1 : 0)
        writer.write(situation)
    }

    init(from reader: inout StateReader, key: CellKey) throws(StateError) {
        let slot = TimeSlot(start: try reader.signed(), length: key.length)
        let size = try reader.double()
        let usual = NegativeBinomial(size: size, odds: try reader.double())
        let threshold = try reader.int()
        let count = try reader.int()
        let step = try reader.int()
        let standing = try reader.unsigned() == 1
        let situation = try reader.string()
        self.init(slot: slot, usual: usual, threshold: threshold, count: count, step: step, standing: standing, situation: situation)
    }
}

extension Situations.Situation {
    func write(to writer: inout StateWriter) {
        writer.write(identifier)
        writer.write(members.count)
        for member in members { writer.write(member) }
        writer.write(signed: until)
        writer.write(signed: gap)
        writer.write(mean)
        writer.write(variance)
        writer.write(since)
    }

    init(from reader: inout StateReader) throws(StateError) {
        let identifier = try reader.string()
        var members: [CellKey] = []
        for _ in 0..<(try reader.count(bytesEach: 2)) { members.append(try reader.key()) }
        let until = try reader.signed()
        let gap = max(1, try reader.signed())
        let mean = try reader.double()
        let variance = try reader.double()
        self.init(
            identifier: identifier, members: members, until: until, gap: gap, mean: mean, variance: variance, since: try reader.int())
    }
}
