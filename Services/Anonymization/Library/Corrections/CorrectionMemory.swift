import Domain

/// What one source may still correct: digest to what its observation became, for the register's correction window.
///
/// Time is event time, in buckets of an hour: an entry goes with its bucket once the watermark is a window past it. Memory is bounded by
/// what the source declared (rate times window); beyond that the oldest entries go first, and are counted.
struct CorrectionMemory: Sendable {
    /// Seconds of event time that are forgotten together.
    static let bucketLength: Int64 = 3_600

    // A table that doubles stops everything while it is copied; several small ones stop it more briefly.
    private static let shards = 16

    /// Seconds.
    private(set) var window: Int64
    /// Entries held at most.
    private(set) var limit: Int
    /// Entries forgotten to make room.
    private(set) var forgotten: UInt64 = 0
    private(set) var count = 0
    private var indices = [CorrectionIndex](repeating: CorrectionIndex(), count: CorrectionMemory.shards)
    /// In the order of their numbers.
    private var buckets: [CorrectionBucket] = []
    /// Hours that are forgotten, whose entries the index still has to lose: swept a little at a time, since an hour can hold millions.
    private var swept: [CorrectionBucket] = []
    private var changed: [CorrectionPlace] = []
    private var removed: [SipHash128.Digest] = []

    init(window: UInt32 = 0, limit: Int = 0) {
        self.window = Int64(window)
        self.limit = max(limit, 1)
    }

    /// Takes over what another version of the register says.
    mutating func adopt(window: UInt32, limit: Int) {
        self.window = Int64(window)
        self.limit = max(limit, 1)
    }

    /// Where a digest is remembered.
    func find(_ digest: SipHash128.Digest) -> CorrectionPlace? {
        indices[CorrectionMemory.shard(digest)].find(digest) { place in
            bucketIndex(place.bucket).map { buckets[$0].holds(digest, at: place.position) } ?? false
        }
    }

    /// What is remembered at a place; nil where it was forgotten.
    subscript(place: CorrectionPlace) -> Remembered? { bucketIndex(place.bucket).flatMap { buckets[$0][place.position] } }

    /// Whether something said at `time` (seconds) is older than what is surely remembered.
    func isBeyond(_ time: Int64, watermark: Int64) -> Bool { time < watermark - window }

    /// Remembers, as said at `time` (seconds), what was not remembered or stood at `before`; never forgets it earlier than before.
    mutating func remember(_ entry: Remembered, at time: Int64, before: CorrectionPlace?) -> CorrectionPlace {
        let number = max(CorrectionMemory.bucket(time), before?.bucket ?? .min)
        let place = put(entry, in: number, before: before)
        changed.append(place)
        while count > limit, forgetOldest() {}
        return place
    }

    /// Says where the record stands that an observation went into, if it is still remembered at that place.
    mutating func settle(_ digest: SipHash128.Digest, at place: CorrectionPlace, sequence: UInt64, index: UInt32) {
        guard let bucket = bucketIndex(place.bucket), buckets[bucket][place.position]?.digest == digest else { return }
        buckets[bucket].update(place.position) {
            $0.sequence = sequence
            $0.index = index
        }
    }

    /// Forgets what the watermark (seconds) has left a window behind.
    mutating func expire(watermark: Int64) {
        while let first = buckets.first, (Int64(first.number) + 1) * CorrectionMemory.bucketLength + window <= watermark {
            count -= first.held
            swept.append(first)
            buckets.removeFirst()
        }
    }

    /// Cleans the index of at most `limit` entries that were forgotten. Nothing that can be seen changes.
    mutating func sweep(_ limit: Int) {
        var left = limit
        while left > 0, !swept.isEmpty {
            guard let position = swept[0].popHead() else {
                swept.removeFirst()
                continue
            }
            left -= 1
            if let entry = swept[0][position] {
                let place = CorrectionPlace(bucket: swept[0].number, position: position)
                indices[CorrectionMemory.shard(entry.digest)].remove(entry.digest, at: place)
            }
        }
    }

    private mutating func put(_ entry: Remembered, in number: Int32, before: CorrectionPlace?) -> CorrectionPlace {
        if let before, before.bucket == number, let bucket = bucketIndex(number) {
            buckets[bucket].update(before.position) { $0 = entry }
            return before
        }
        let bucket = makeBucket(number)
        let place = CorrectionPlace(bucket: number, position: buckets[bucket].append(entry))
        let shard = CorrectionMemory.shard(entry.digest)
        if let before {
            indices[shard].move(entry.digest, from: before, to: place)
            if let old = bucketIndex(before.bucket) { buckets[old].release(before.position) }
        } else {
            indices[shard].insert(entry.digest, place)
            count += 1
        }
        return place
    }

    private mutating func forget(_ digest: SipHash128.Digest, at place: CorrectionPlace) {
        indices[CorrectionMemory.shard(digest)].remove(digest, at: place)
        count -= 1
        if let bucket = bucketIndex(place.bucket) { buckets[bucket].release(place.position) }
    }

    private mutating func forgetOldest() -> Bool {
        guard !buckets.isEmpty else { return false }
        guard let position = buckets[0].popHead() else {
            buckets.removeFirst()
            return true
        }
        if let entry = buckets[0][position] {
            forget(entry.digest, at: CorrectionPlace(bucket: buckets[0].number, position: position))
            forgotten &+= 1
            removed.append(entry.digest)
        }
        return true
    }

    /// The first bucket whose number is not below this one.
    private func lowerBound(_ number: Int32) -> Int {
        // Nearly everything is said now.
        if let last = buckets.last, last.number == number { return buckets.count - 1 }
        var low = 0
        var high = buckets.count
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func bucketIndex(_ number: Int32) -> Int? {
        let index = lowerBound(number)
        return index < buckets.count && buckets[index].number == number ? index : nil
    }

    private mutating func makeBucket(_ number: Int32) -> Int {
        let index = lowerBound(number)
        if index == buckets.count || buckets[index].number != number { buckets.insert(CorrectionBucket(number: number), at: index) }
        return index
    }

    private static func bucket(_ time: Int64) -> Int32 {
        Int32(clamping: time >= 0 ? time / bucketLength : -((-(time + 1)) / bucketLength) - 1)
    }

    private static func shard(_ digest: SipHash128.Digest) -> Int { Int(truncatingIfNeeded: digest.high) & (shards - 1) }
}

extension CorrectionMemory {
    /// Whether something changed since `writeChanges` was last called.
    var hasChanges: Bool { !changed.isEmpty || !removed.isEmpty }

    /// Writes what changed since the last call: what was forgotten to make room, then what was remembered and still is, in order.
    mutating func writeChanges(to writer: inout StateWriter) {
        writer.write(removed.count)
        for digest in removed {
            writer.write(digest)
        }
        write(changed.lazy, to: &writer)
        changed.removeAll(keepingCapacity: true)
        removed.removeAll()
    }

    /// Applies what `writeChanges` wrote.
    mutating func readChanges(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 16)) {
            let digest = try reader.digest()
            if let place = find(digest) { forget(digest, at: place) }
        }
        try read(from: &reader)
    }

    /// Writes everything, oldest first.
    func writeAll(to writer: inout StateWriter) {
        writer.write(UInt64(window))
        writer.write(UInt64(limit))
        let places = buckets.lazy.flatMap { bucket in
            (bucket.head..<bucket.end).lazy.map { CorrectionPlace(bucket: bucket.number, position: $0) }
        }
        write(places, to: &writer)
    }

    /// Reads what `writeAll` wrote.
    init(from reader: inout StateReader) throws(StateError) {
        self.init(window: try reader.number(), limit: Int(clamping: try reader.unsigned()))
        try read(from: &reader)
    }

    // Hour by hour, in runs: the hour, how many, and each; a run of 0 ends it.
    private func write(_ places: some Sequence<CorrectionPlace>, to writer: inout StateWriter) {
        var number: Int32?
        for place in places {
            guard let entry = self[place] else { continue }
            if place.bucket != number {
                if number != nil { writer.write(byte: 0) }
                writer.write(byte: 2)
                writer.write(signed: Int64(place.bucket))
                number = place.bucket
            }
            writer.write(byte: 1)
            entry.write(to: &writer)
        }
        if number != nil { writer.write(byte: 0) }
        writer.write(byte: 0)
    }

    private mutating func read(from reader: inout StateReader) throws(StateError) {
        while try reader.byte() == 2 {
            let number: Int32 = try reader.number()
            while try reader.byte() == 1 {
                let entry = try Remembered(from: &reader)
                // It stands where it was written, wherever it stood before.
                _ = put(entry, in: number, before: find(entry.digest))
            }
        }
    }
}
