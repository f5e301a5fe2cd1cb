import Domain

/// The audit ledger as the anonymization service keeps it, without a file or a clock: what was counted since the last line, the lines that
/// are not surely in the file yet, and where the chain ends.
///
/// It is part of the service's state and changes in the transaction that commits what it tells of: a line is in the journal exactly when
/// the processing is. The file follows: a line is written once its transaction is known to be whole, and after a crash those that the file
/// lacks are written again from the state. So the journal is the second place in which the chain's head is kept.
public struct AuditTrail: Sendable {
    private let service: String
    private let territory: String
    private let digest: AuditChain.Digest
    private var chain = AuditChain()
    private var register = (version: "", digest: "")
    /// Since the last line, by source.
    private var open: [String: AnonymizationCounts] = [:]
    private var period = Int64.min
    /// Lines that may not be in the file, oldest first; the first `committed` of them are in the journal.
    private var lines: [Line] = []
    private var committed = 0
    private var promised = 0
    // What the next delta holds.
    private var changed: Set<String> = []
    private var wasClosed = false
    private var fresh = 0

    /// Seconds of event time that one line sums up.
    public static let periodLength: Int64 = 900

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
        self.register = (register.version, AuditChain.hexadecimal(register.digest))
        if chain.head == .empty { append(AuditEntry(.opened, time: watermark, service: service, territory: territory)) }
        for entry in RegisterAccount.entries(register, time: watermark, service: service) { append(entry) }
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
        close(at: watermark)
    }

    private mutating func close(at time: Int64) {
        guard !open.isEmpty else { return }
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
        guard wasClosed || !changed.isEmpty || fresh > 0 else { return [] }
        var writer = StateWriter()
        writer.write(byte: wasClosed ? 1 : 0)
        write(changed.sorted(), to: &writer)
        write(lines.suffix(fresh), to: &writer)
        writer.write(signed: period)
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
        if try reader.byte() != 0 { open = [:] }
        try read(&reader)
    }

    /// Everything that must be remembered.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter()
        writer.write(chain.head.sequence)
        writer.write(chain.head.hash)
        write(open.keys.sorted(), to: &writer)
        write(lines[...], to: &writer)
        writer.write(signed: period)
        return writer.bytes
    }

    /// Takes up where `snapshot` was taken.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var restored = AuditTrail(service: service, territory: territory, digest: digest)
        var reader = StateReader(snapshot)
        let sequence = try reader.unsigned()
        restored.chain = AuditChain(head: AuditChain.Head(sequence: sequence, hash: try reader.string()))
        try restored.read(&reader)
        self = restored
    }

    /// The register that is in force after a restore; writes no line.
    public mutating func recall(_ register: Register) {
        self.register = (register.version, AuditChain.hexadecimal(register.digest))
    }

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
        try reader.finish()
        committed = lines.count
        promised = lines.count
    }
}
