import Domain

/// What was said lately under each id, so that a feed that is fetched again and again yields each fact once, and a changed fact as a
/// replacement of what was said before.
///
/// Holds the hash of an id, of what was said, and the version given: nothing of the content. Bounded: ids that were not said again for a
/// long time are forgotten, and would then count as new (ingestion's own deduplication still knows them).
struct RevisionMemory: Sendable {
    /// Ids remembered, at least the latest half of them.
    static let capacity = 65_536

    private struct Said: Sendable {
        var content: UInt64
        var version: UInt32
    }

    // Two generations: when the young one is full it becomes the old one, and the old one goes.
    private var young = Generation()
    private var old = Generation()

    /// Open addressing over a fixed number of buckets, at most half of them full. A look-up of what is not there, the common case of a
    /// fresh feed, reads the small marks alone, which fit in a core's cache.
    private struct Generation: Sendable {
        private static let buckets = capacity
        /// Two bytes of the key of each bucket, 0 where it is empty.
        private var marks: [UInt16] = []
        private var entries: [(key: UInt64, said: Said)] = []
        private(set) var count = 0

        subscript(key: UInt64) -> Said? {
            if marks.isEmpty { return nil }
            return said(at: place(key))
        }

        /// What stands at a place; nil where it is free.
        func said(at place: Int) -> Said? { marks[place] == 0 ? nil : entries[place].said }

        mutating func set(_ key: UInt64, _ said: Said) {
            if marks.isEmpty {
                marks = Array(repeating: 0, count: Generation.buckets)
                entries = Array(repeating: (0, Said(content: 0, version: 0)), count: Generation.buckets)
            }
            set(key, said, at: place(key))
        }

        /// The same, at the place that `place` found for it.
        mutating func set(_ key: UInt64, _ said: Said, at place: Int) {
            if marks[place] == 0 { count += 1 }
            marks[place] = Generation.mark(key)
            entries[place] = (key, said)
        }

        private static func mark(_ key: UInt64) -> UInt16 { max(UInt16(truncatingIfNeeded: key >> 48), 1) }

        /// Where a key stands, or would stand; only where something stands at all.
        func place(_ key: UInt64) -> Int {
            let mark = Generation.mark(key)
            let marks = marks.span
            var place = Int(truncatingIfNeeded: key) & (Generation.buckets - 1)
            while marks[place] != 0, marks[place] != mark || entries[place].key != key { place = (place + 1) & (Generation.buckets - 1) }
            return place
        }

        /// In the order of their keys, so that the same memory is coded the same.
        var sorted: [(key: UInt64, said: Said)] {
            marks.indices.filter { marks[$0] != 0 }.map { entries[$0] }.sorted { $0.key < $1.key }
        }
    }

    /// Gives an observation its version and operation by what was said before under its id; false where exactly this was said.
    ///
    /// A version that the feed itself states is kept where it is higher.
    mutating func revise(_ observation: inout Observation) -> Bool {
        let key = RevisionMemory.key(observation.observationID)
        let content = RevisionMemory.content(of: observation)
        // Nearly all is new: it is looked for once, and put where it was looked for.
        let place = young.count > 0 ? young.place(key) : nil
        guard let said = place.flatMap({ young.said(at: $0) }) ?? old[key] else {
            let said = Said(content: content, version: observation.version)
            if let place, young.count < RevisionMemory.capacity / 2 { young.set(key, said, at: place) } else { hold(key, said) }
            return true
        }
        if said.content == content {
            hold(key, said)
            return false
        }
        observation.version = max(observation.version, said.version + 1)
        if observation.operation == .create { observation.operation = .replace }
        hold(key, Said(content: content, version: observation.version))
        return true
    }

    /// What withdraws an id that was said and not withdrawn yet; nil where it was not.
    mutating func withdrawal(of identifier: String, at time: Instant, offsetMinutes: Int32?, version: UInt32 = 0) -> Observation? {
        guard young[RevisionMemory.key(identifier)] != nil || old[RevisionMemory.key(identifier)] != nil else { return nil }
        var observation = Observation(
            observationID: identifier, version: version, operation: .withdraw, phenomenonStart: time, offsetMinutes: offsetMinutes)
        return revise(&observation) ? observation : nil
    }

    private mutating func hold(_ key: UInt64, _ said: Said) {
        if young.count >= RevisionMemory.capacity / 2, young[key] == nil {
            old = young
            young = Generation()
        }
        young.set(key, said)
    }

    /// Coded for the next start, oldest ids first.
    func write(to writer: inout StateWriter) {
        for generation in [old, young] {
            writer.write(generation.count)
            for (key, said) in generation.sorted {
                writer.write(fixed: key)
                writer.write(fixed: said.content)
                writer.write(UInt64(said.version))
            }
        }
    }

    /// What `write` wrote.
    init(from reader: inout StateReader) throws(StateError) {
        old = try RevisionMemory.generation(&reader)
        young = try RevisionMemory.generation(&reader)
    }

    /// Nothing was said yet.
    init() {}

    private static func generation(_ reader: inout StateReader) throws(StateError) -> Generation {
        let count = try reader.count(bytesEach: 17)
        guard count <= capacity / 2 else { throw reader.malformed() }
        var generation = Generation()
        for _ in 0..<count {
            let key = try reader.fixed()
            let content = try reader.fixed()
            guard key != 0 else { throw reader.malformed() }
            generation.set(key, Said(content: content, version: try reader.number()))
        }
        return generation
    }

    // No secret: only sameness matters, and it must hold from one start to the next.
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x7265_7669_7369_6f6e)

    private static func key(_ identifier: String) -> UInt64 {
        var identifier = identifier
        return identifier.withUTF8 { max(hash.hash(0, UnsafeRawBufferPointer($0)).low, 1) }
    }

    private static func content(of observation: Observation) -> UInt64 {
        var content = ContentHash()
        content.mix(UInt64(bitPattern: observation.phenomenonStart?.milliseconds ?? 0))
        content.mix(UInt64(bitPattern: observation.phenomenonEnd?.milliseconds ?? 0))
        content.mix(observation.value)
        content.mix(observation.lower)
        content.mix(observation.upper)
        content.mix(observation.latitude)
        content.mix(observation.longitude)
        content.mix(UInt64(observation.severity.rawValue) << 8 | UInt64(observation.status.rawValue))
        content.mix(UInt64(observation.operation == .withdraw ? 1 : 0) << 8 | UInt64(observation.quality.rawValue))
        for number in observation.polygon { content.mix(number) }
        content.mix(text: observation.originalCode)
        content.mix(text: observation.areaCode)
        return content.mixed
    }
}
