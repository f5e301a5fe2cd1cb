import Domain

/// How keys end: given up when their time is over, destroyed by the shell once the transaction that gave them up is whole, told in the
/// ledger in the next one. Until then they stand in the state: no crash loses one, or tells it twice.
struct KeyEnds: Sendable {
    /// Keys under which notes are sealed.
    private var texts: Set<PseudonymKey> = []
    /// Given up, and not told yet; in order.
    private(set) var doomed: [DayKey] = []
    /// Those of `doomed` that the shell has destroyed.
    private var destroyed: Set<DayKey> = []
    /// The next delta tells it.
    var hasChanged = false

    init() {}

    /// Notes are sealed under a key.
    mutating func keep(_ key: PseudonymKey) {
        if texts.insert(key).inserted { hasChanged = true }
    }

    /// Gives keys up.
    mutating func doom(_ keys: [PseudonymKey], _ purpose: KeyPurpose) {
        let fresh = Set(keys.map { DayKey(purpose, $0) }).subtracting(doomed)
        guard !fresh.isEmpty else { return }
        doomed = (doomed + fresh).sorted()
        hasChanged = true
    }

    /// Gives up the keys of notes whose retention, in seconds by source, has run out.
    mutating func expireTexts(at watermark: Instant, retention: (String) -> UInt32) {
        let over = texts.filter { KeyEnds.isOver($0, at: watermark, retention: retention($0.source)) }
        texts.subtract(over)
        doom(Array(over), .text)
    }

    /// Whether a day's notes are too old to be kept: `retention` seconds after the day began, or at once where it is 0. Counted from its
    /// beginning, so that no note stays longer than declared.
    static func isOver(_ key: PseudonymKey, at watermark: Instant, retention: UInt32) -> Bool {
        retention == 0 || watermark.seconds >= Int64(key.day) * 86_400 + Int64(retention)
    }

    /// Given up, and not destroyed yet.
    var pending: [DayKey] { doomed.filter { !destroyed.contains($0) } }

    /// Whether there are keys of notes.
    var holdsTexts: Bool { !texts.isEmpty }

    /// Whether something in the journal is sealed under a key of notes.
    func keeps(_ key: PseudonymKey) -> Bool { texts.contains(key) }

    /// The shell has destroyed a key.
    mutating func confirm(_ key: DayKey) { destroyed.insert(key) }

    /// What is destroyed and not told yet, once each.
    mutating func takeDestroyed() -> [DayKey] {
        let told = doomed.filter { destroyed.contains($0) }
        guard !told.isEmpty else { return [] }
        doomed.removeAll { destroyed.contains($0) }
        destroyed = []
        hasChanged = true
        return told
    }

    func write(to writer: inout StateWriter) {
        writer.write(texts.sorted())
        for purpose in KeyPurpose.allCases { writer.write(doomed.filter { $0.purpose == purpose }.map(\.key)) }
    }

    init(from reader: inout StateReader) throws(StateError) {
        texts = Set(try reader.pseudonymKeys())
        for purpose in KeyPurpose.allCases { doomed += try reader.pseudonymKeys().map { DayKey(purpose, $0) } }
        doomed.sort()
    }
}

extension StateWriter {
    fileprivate mutating func write(_ keys: [PseudonymKey]) {
        write(keys.count)
        for key in keys {
            write(key.source)
            write(signed: Int64(key.day))
        }
    }
}

extension StateReader {
    fileprivate mutating func pseudonymKeys() throws(StateError) -> [PseudonymKey] {
        var keys: [PseudonymKey] = []
        for _ in 0..<(try count(bytesEach: 2)) {
            let source = try string()
            keys.append(PseudonymKey(source: source, day: try number()))
        }
        return keys
    }
}
