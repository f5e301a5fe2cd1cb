import Domain

/// The room no personal data may pass: observations in, incidents, readings and retractions out, for one territory.
///
/// A pure machine. It reads no clock and no file; the same records in the same order give the same output. Text, ids, exact places and exact
/// times have no way through: only what `ObservationRow` reads is looked at, and only what `Incident` and `Reading` can hold leaves.
public struct Anonymizer: Sendable {
    /// Bounds of what is held in memory.
    public struct Limits: Hashable, Sendable {
        /// Observations of one source that may still be corrected, whatever it declared. About 100 bytes each.
        public var remembered: Int

        /// Limits; by default 10 million remembered observations a source.
        public init(remembered: Int = 10_000_000) { self.remembered = remembered }
    }

    let digesting: SipHash128
    let limits: Limits
    let units = UnitVocabulary()
    var territory: TerritoryRules?
    var books: [SourceBook] = []
    private var sourceTable = ByteTable([])
    /// Memories of sources that the register in force does not name: kept until they expire, in case it names them again.
    var orphans: [String: CorrectionMemory] = [:]
    var unregistered = AnonymizationCounts()
    /// Seconds of event time.
    var watermark = -TimeGeneralisation.bound / 1000
    var watermarkChanged = false
    var registerChanged = false
    /// By source and category: the one granularity at which its counts of people are published under the register in force.
    var granularities: [String: [Category: Granularity]] = [:]
    var granularitiesChanged = false
    /// Links what the register lets be linked; nil where the shell offers no keys: then nothing is.
    var linking: Linking?
    var keyEnds = KeyEnds()

    /// The record of the register in force, as given to `register(_:record:)`; part of the state. After a restore or a replay that brought
    /// another one, decode it and call `register(_:record:)` with it before anything else.
    public internal(set) var registerRecord: [UInt8] = []

    /// An anonymizer that knows no source yet. `digesting` is keyed with this service's own secret, the same after a restart.
    public init(digesting: SipHash128, limits: Limits = Limits(), linking: Linking? = nil) {
        self.digesting = digesting
        self.limits = limits
        self.linking = linking
    }

    /// Takes the register as it stands at this place of the journal; `record` is its encoded form, kept with the state.
    public mutating func register(_ register: Register, record: [UInt8] = []) {
        if record != registerRecord {
            registerRecord = record
            registerChanged = true
            granularities = [:]
            granularitiesChanged = true
        }
        territory = TerritoryRules(register.territory)
        var former = Dictionary(books.map { ($0.rules.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        books = []
        for entry in register.sources where !books.contains(where: { $0.rules.identifier == entry.identifier }) {
            let before = former.removeValue(forKey: entry.identifier)
            var memory = before?.memory ?? orphans.removeValue(forKey: entry.identifier) ?? CorrectionMemory()
            memory.adopt(window: entry.correctionWindow, limit: limit(entry))
            books.append(
                SourceBook(rules: SourceRules(entry, digesting: digesting), memory: memory, counts: before?.counts ?? AnonymizationCounts())
            )
        }
        for (identifier, book) in former where book.memory.count > 0 { orphans[identifier] = book.memory }
        let linked = books.compactMap { book in book.rules.linking.map { (book.rules.identifier, $0) } }
        linking?.adopt(Dictionary(linked, uniquingKeysWith: { first, _ in first }))
        sourceTable = ByteTable(books.enumerated().map { (name: $1.rules.identifier, value: UInt32($0)) })
        expire()
    }

    /// Takes the territory's watermark: what has left its correction window behind is forgotten.
    public mutating func advance(to time: Instant) {
        guard TimeGeneralisation.isUsable(time), time.seconds > watermark else { return }
        watermark = time.seconds
        watermarkChanged = true
        expire()
    }

    mutating func expire() {
        for index in books.indices { books[index].memory.expire(watermark: watermark) }
        for identifier in orphans.keys {
            orphans[identifier]?.expire(watermark: watermark)
            if orphans[identifier]?.count == 0 { orphans[identifier] = nil }
        }
        let time = Instant(seconds: watermark)
        if let closed = linking?.advance(to: time) { keyEnds.doom(closed, .linking) }
        // Before the register is known nobody knows for how long.
        if territory != nil, keyEnds.holdsTexts {
            let retention = Dictionary(
                books.map { ($0.rules.identifier, $0.rules.keepsText ? $0.rules.textRetention : 0) },
                uniquingKeysWith: { first, _ in first })
            keyEnds.expireTexts(at: time) { retention[$0] ?? 0 }
        }
    }

    /// Seconds for which a source's notes are kept; 0 where they are not.
    func noteRetention(_ source: String) -> UInt32 {
        books.first { $0.rules.identifier == source && $0.rules.keepsText }?.rules.textRetention ?? 0
    }

    /// Transforms a batch of `count` observations of a source. The records it returns take `nextSequence` and what follows, in their order.
    ///
    /// - Parameters:
    ///   - source: The batch's source, for observations that name none.
    ///   - projecting: Into the plane of the territory's grid; called once with all positions.
    ///   - observation: The observation at an index, read where it lies.
    @inlinable
    public mutating func anonymize<Fields: ObservationFields>(
        count: Int, source: String, projecting: any Projecting, nextSequence: UInt64, _ observation: (Int) -> Fields
    ) -> AnonymizedBatch {
        var rows: [ObservationRow] = []
        rows.reserveCapacity(count)
        for index in 0..<count { rows.append(ObservationRow(observation(index))) }
        return transform(rows, source: source, projecting: projecting, nextSequence: nextSequence)
    }

    /// Counts since this value was made, a source each; what no source of the register sent stands under the empty name.
    public var totals: [String: AnonymizationCounts] {
        var totals = Dictionary(books.map { ($0.rules.identifier, $0.counts) }, uniquingKeysWith: { first, _ in first })
        if unregistered.seen > 0 { totals[""] = unregistered }
        return totals
    }

    /// Observations that may still be corrected, over all sources.
    public var remembered: Int {
        books.reduce(0) { $0 + $1.memory.count } + orphans.values.reduce(0) { $0 + $1.count }
    }

    /// Keys that the shell is to destroy: the days of their pseudonyms are over, the retention of their notes has run out.
    public var doomedKeys: [DayKey] { keyEnds.pending }

    /// Whether notes that were committed are sealed under a key. One that is held otherwise is of a transaction that never was.
    public func keepsNotes(under key: PseudonymKey) -> Bool { keyEnds.keeps(key) }

    /// A doomed key is destroyed.
    public mutating func confirmDestroyed(_ key: DayKey) { keyEnds.confirm(key) }

    /// Keys that are destroyed and not told yet, once each; they belong into the ledger in the transaction of the next delta.
    public mutating func takeDestroyed() -> [DayKey] { keyEnds.takeDestroyed() }

    func bookIndex(_ source: UnsafeRawBufferPointer) -> Int? { sourceTable.value(source).map { Int($0) } }

    private func limit(_ entry: SourceEntry) -> Int {
        let seconds = Int(entry.correctionWindow) + Int(CorrectionMemory.bucketLength)
        return min(limits.remembered, max(Int(entry.declaredRate), 1) * seconds)
    }
}

/// The territory's entry in the register, made ready for the hot path.
struct TerritoryRules: Sendable {
    let slotLength: UInt32
    let categories: CategoryTable
    let population: PopulationRules
    var places: PlaceGeneralisation

    init(_ entry: TerritoryEntry) {
        slotLength = entry.slotLength
        categories = CategoryTable(entry)
        population = PopulationRules(entry)
        places = PlaceGeneralisation(entry, population)
    }
}

/// A source: its rules, what it may still correct, and its counts.
struct SourceBook: Sendable {
    let rules: SourceRules
    var memory: CorrectionMemory
    var counts: AnonymizationCounts
}
