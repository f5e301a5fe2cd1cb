import Domain

/// The audit ledger as the anonymization service keeps it, without a file or a clock: what was counted since the last line, the lines that
/// are not surely in the file yet, and where the chain ends.
///
/// It is part of the service's state and changes in the transaction that commits what it tells of: a line is in the journal exactly when
/// the processing is. The file follows: a line is written once its transaction is known to be whole, and after a crash those that the file
/// lacks are written again from the state. So the journal is the second place in which the chain's head is kept.
///
/// While the file cannot be written no more than `limit` lines wait: what is counted meanwhile is gathered, a source each, and becomes one
/// line each once there is room.
public struct AuditTrail: Sendable {
    private let service: String
    private let territory: String
    private let digest: AuditChain.Digest
    private var chain = AuditChain()
    private var register = (version: "", digest: "")
    /// Since the last line, by source.
    private var open: [String: AnonymizationCounts] = [:]
    private var period = Int64.min
    /// What the register in force declares, an entry a source.
    private var accounts: [AuditEntry] = []
    /// What else is to be told once there is room.
    private var owed = AuditDebt()
    /// Lines that may not be in the file, oldest first; the first `committed` of them are in the journal.
    private var lines: [Line] = []
    private var committed = 0
    private var promised = 0
    // What the next delta holds.
    private var changed: Set<String> = []
    private var wasClosed = false
    private var fresh = 0
    private var hasOwedChanged = false

    /// Seconds of event time that one line sums up.
    public static let periodLength: Int64 = 900

    /// Lines that wait for the file at most; each is some 600 bytes, and they are all in the state.
    public static let limit = 1_000

    /// A line with its number.
    public struct Line: Hashable, Sendable {
        /// From 1.
        public let sequence: UInt64
        /// Without its end.
        public let text: String
    }

    /// A trail of which nothing is written.
    public init(service: String, territory: String, digest: @escaping AuditChain.Digest) {
        self.service = service
        self.territory = territory
        self.digest = digest
    }

    /// Where the chain ends.
    public var head: AuditChain.Head { chain.head }

    /// A register came into force.
    public mutating func take(_ register: Register, at watermark: Int64) {
        close(at: watermark)
        recall(register)
        owed.hasRegister = true
        hasOwedChanged = true
        pay(at: watermark)
    }

    /// A key of a source's day is destroyed.
    public mutating func destroyed(_ key: DayKey, at watermark: Int64) {
        guard hasRoom else {
            owed.keys[key.key.source, default: 0] += 1
            hasOwedChanged = true
            return
        }
        append(
            AuditEntry(
                .keysDestroyed, time: watermark, service: service, territory: territory, source: key.key.source,
                registerVersion: register.version, registerDigest: register.digest, counts: ["keys": 1, key.purpose.name: 1],
                details: ["day": BudgetAccount.date(key.key.day)]))
    }

    private var hasRoom: Bool { lines.count < AuditTrail.limit }

    /// Tells what is owed, as far as there is room.
    private mutating func pay(at time: Int64) {
        guard hasRoom, !owed.isEmpty else { return }
        hasOwedChanged = true
        if chain.head == .empty { append(AuditEntry(.opened, time: time, service: service, territory: territory)) }
        if owed.hasRegister {
            for var entry in accounts {
                entry.time = time
                append(entry)
            }
        }
        for (source, count) in owed.keys.sorted(by: { $0.key < $1.key }) {
            append(
                AuditEntry(
                    .keysDestroyed, time: time, service: service, territory: territory, source: source, registerVersion: register.version,
                    registerDigest: register.digest, counts: ["keys": count]))
        }
        owed = AuditDebt()
    }

    /// Observations of a source were processed.
    public mutating func count(_ counts: AnonymizationCounts, source: String) {
        open[source, default: AnonymizationCounts()] += counts
        changed.insert(source)
    }

    /// Event time went on: what was counted becomes a line a source once a quarter of an hour is over.
    public mutating func advance(to watermark: Int64) {
        let now = watermark / AuditTrail.periodLength
        guard now > period else { return }
        period = now
        pay(at: watermark)
        close(at: watermark)
    }

    private mutating func close(at time: Int64) {
        guard !open.isEmpty, hasRoom else { return }
        for (source, counts) in open.sorted(by: { $0.key < $1.key }) where counts.seen > 0 {
            append(
                AuditEntry(
                    .processing, time: time, service: service, territory: territory, source: source, registerVersion: register.version,
                    registerDigest: register.digest, counts: counts.audited))
        }
        open = [:]
        changed = []
        wasClosed = true
    }

    private mutating func append(_ entry: AuditEntry) {
        let text = chain.append(entry, digest: digest)
        lines.append(Line(sequence: chain.head.sequence, text: text))
        fresh += 1
    }
}

extension AuditTrail {
    /// The transaction of the last `takeDelta` is whole: its lines may be written. Say so before anything of the next is taken.
    public mutating func confirm() { committed = max(committed, promised) }

    /// Lines that are in the journal and may not be in the file.
    public var writable: ArraySlice<Line> { lines.prefix(committed) }

    /// Lines up to a number are in the file.
    public mutating func written(through sequence: UInt64) {
        let done = lines.prefix(committed).prefix { $0.sequence <= sequence }.count
        lines.removeFirst(done)
        committed -= done
        promised -= done
    }

    /// What changed since the last call; empty where nothing did.
    public mutating func takeDelta() -> [UInt8] {
        guard wasClosed || !changed.isEmpty || fresh > 0 || hasOwedChanged else { return [] }
        var writer = StateWriter()
        writer.write(byte: (wasClosed ? 1 : 0) | (hasOwedChanged ? 2 : 0))
        write(changed.sorted(), to: &writer)
        write(lines.suffix(fresh), to: &writer)
        writer.write(signed: period)
        if hasOwedChanged { owed.write(to: &writer) }
        hasOwedChanged = false
        changed = []
        wasClosed = false
        fresh = 0
        promised = lines.count
        return writer.bytes
    }

    /// Applies what `takeDelta` gave.
    public mutating func replay(delta: [UInt8]) throws(StateError) {
        guard !delta.isEmpty else { return }
        var reader = StateReader(delta)
        let flags = try reader.byte()
        guard flags < 4 else { throw reader.malformed() }
        if flags & 1 != 0 { open = [:] }
        try read(&reader)
        if flags & 2 != 0 { owed = try AuditDebt(from: &reader) }
        try reader.finish()
    }

    /// Everything that must be remembered.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter()
        writer.write(AuditTrail.layoutWithDebt)
        writer.write(chain.head.sequence)
        writer.write(chain.head.hash)
        write(open.keys.sorted(), to: &writer)
        write(lines[...], to: &writer)
        writer.write(signed: period)
        owed.write(to: &writer)
        return writer.bytes
    }

    /// Takes up where `snapshot` was taken.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var restored = AuditTrail(service: service, territory: territory, digest: digest)
        var reader = StateReader(snapshot)
        var sequence = try reader.unsigned()
        let hasDebt = sequence == AuditTrail.layoutWithDebt
        if hasDebt { sequence = try reader.unsigned() }
        restored.chain = AuditChain(head: AuditChain.Head(sequence: sequence, hash: try reader.string()))
        try restored.read(&reader)
        if hasDebt { restored.owed = try AuditDebt(from: &reader) }
        try reader.finish()
        self = restored
    }

    /// The register that is in force after a restore; writes no line.
    public mutating func recall(_ register: Register) {
        self.register = (register.version, AuditChain.hexadecimal(register.digest))
        accounts = RegisterAccount.entries(register, time: 0, service: service)
    }

    /// Stands where the version before wrote the number of its last line, which is never so large.
    private static let layoutWithDebt = UInt64.max

    private func write(_ sources: [String], to writer: inout StateWriter) {
        writer.write(sources.count)
        for source in sources {
            writer.write(source)
            (open[source] ?? AnonymizationCounts()).write(to: &writer)
        }
    }

    private func write(_ lines: ArraySlice<Line>, to writer: inout StateWriter) {
        writer.write(lines.count)
        for line in lines { writer.write(line.text) }
    }

    /// Sources' counts, lines and period; all of it was committed.
    private mutating func read(_ reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let source = try reader.string()
            open[source] = try AnonymizationCounts(from: &reader)
        }
        for _ in 0..<(try reader.count()) {
            let text = try reader.string()
            guard let head = AuditChain.head(ofLine: Array(text.utf8)) else { throw reader.malformed() }
            lines.append(Line(sequence: head.sequence, text: text))
            chain = AuditChain(head: head)
        }
        period = try reader.signed()
        committed = lines.count
        promised = lines.count
    }
}
