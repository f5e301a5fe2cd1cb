import Domain

/// Links, inside anonymization and nowhere else, an incident with one just counted: the same camera track, or the same caller once more.
///
/// What is linked is a keyed pseudonym of the part of an observation's id that the register names, with the category and the published cell:
/// the same person's other matters, and those elsewhere, are not linked with it. The key is of one source and day, and is given up for
/// destruction once the watermark has passed the day.
public struct Linking: Sendable {
    /// Makes a day's key, 32 random bytes, and returns once it is safe on disk.
    public typealias KeyMaking = @Sendable (PseudonymKey) throws -> [UInt8]

    private var book: PseudonymBook
    private let makeKey: KeyMaking
    var windows: [String: RepeatWindow] = [:]
    /// No key could be made; tried again once the watermark has moved.
    private var isWithoutKeys = false
    /// What the next delta holds.
    var fresh: [Fresh] = []

    /// What was counted since the last delta.
    struct Fresh: Sendable {
        var source: String
        var pseudonym: Pseudonym
        var counted: Instant
    }

    /// Linking with the keys that are still held.
    ///
    /// - Parameters:
    ///   - keys: those that the shell found; of days that are over they are given up for destruction.
    ///   - authentication: HMAC-SHA-256.
    ///   - makeKey: called at a source's first linked incident of a day.
    public init(
        keys: [PseudonymKey: [UInt8]] = [:], authentication: @escaping PseudonymBook.Authentication, makeKey: @escaping KeyMaking
    ) {
        book = PseudonymBook(keys: keys, authentication: authentication)
        self.makeKey = makeKey
    }

    /// How many keys are held, and how many pseudonyms.
    public var held: (keys: Int, pseudonyms: Int) { (book.held, windows.values.reduce(0) { $0 + $1.held }) }

    /// Takes the register's rules: what is linked no more is forgotten.
    mutating func adopt(_ rules: [String: LinkingRule]) {
        for source in windows.keys where rules[source] == nil { windows[source] = nil }
        for (source, rule) in rules where windows[source]?.length != rule.window {
            // Pseudonyms go on where only the length changes; what is then too old goes with the next watermark.
            var window = RepeatWindow(length: rule.window)
            for entry in windows[source]?.entries ?? [] { window.note(entry.pseudonym, at: entry.counted) }
            windows[source] = window
        }
    }

    /// Whether an incident repeats one that was counted; where it does not, it counts.
    mutating func isRepeat(
        _ incident: Incident, identifier: UnsafeRawBufferPointer, at instant: Instant, source: String, separator: [UInt8]
    ) -> Bool {
        guard let subject = Linking.subject(of: identifier, separator: separator), !isWithoutKeys else { return false }
        let pseudonym: Pseudonym?
        do {
            pseudonym = try book.pseudonym(of: Linking.message(subject, incident), source: source, at: instant, makeKey: makeKey)
        } catch {
            // The shell has said why. Without a key nothing is linked: each mention counts.
            isWithoutKeys = true
            return false
        }
        guard let pseudonym else { return false }
        // To the minute: more is not needed to tell a repeat.
        let minute = Instant(seconds: instant.seconds - (instant.seconds % 60 + 60) % 60)
        if windows[source]?.isRepeat(pseudonym, at: minute) ?? true { return windows[source] != nil }
        fresh.append(Fresh(source: source, pseudonym: pseudonym, counted: minute))
        return false
    }

    /// Takes the watermark: forgets what no window reaches any more, and gives up the keys of days that are over.
    mutating func advance(to watermark: Instant) -> [PseudonymKey] {
        isWithoutKeys = false
        for source in windows.keys { windows[source]?.advance(to: watermark) }
        return book.close(before: watermark)
    }

    /// Forgets a key that was given up before.
    mutating func forget(_ key: PseudonymKey) { book.forget(key) }

    /// What names the track or the caller: the bytes before the first separator; nil where there is none, or nothing before it.
    private static func subject(of identifier: UnsafeRawBufferPointer, separator: [UInt8]) -> UnsafeRawBufferPointer? {
        guard !separator.isEmpty, identifier.count > separator.count else { return nil }
        for start in 1...(identifier.count - separator.count)
        where separator.indices.allSatisfy({ identifier[start + $0] == separator[$0] }) {
            return UnsafeRawBufferPointer(rebasing: identifier[..<start])
        }
        return nil
    }

    /// The subject's bytes behind 11 bytes of category and cell: of fixed length, so that no two pairs give the same message.
    private static func message(_ subject: UnsafeRawBufferPointer, _ incident: Incident) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(11 + subject.count)
        func append<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
        }
        append(incident.category.rawValue)
        append(incident.cell.level)
        append(incident.cell.column)
        append(incident.cell.row)
        message.append(contentsOf: subject)
        return message
    }
}
