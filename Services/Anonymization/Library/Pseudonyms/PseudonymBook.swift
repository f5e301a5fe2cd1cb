import Domain

/// Keyed pseudonyms inside the service, for as long as the register lets a source's repeats be linked (one camera track, one caller).
///
/// The book makes no key and stores none: it says which key it needs, and when a day's keys must go. Once a day is closed it cannot be
/// opened again: its keys are destroyed, and what was said on it can be linked with nothing, by anyone.
public struct PseudonymBook: Sendable {
    /// HMAC-SHA-256 (RFC 2104, FIPS 198-1) of a message under a key: the shell's, from a library made for it.
    public typealias Authentication = @Sendable (_ message: [UInt8], _ key: [UInt8]) -> [UInt8]

    private let authentication: Authentication
    private var keys: [PseudonymKey: [UInt8]]
    /// Days before it are closed.
    private var firstOpenDay: Int32

    /// Keys held at most: a replay of a year has one a day before its watermark first moves.
    static let limit = 4_096

    /// A book with the keys that are still held; days before `firstOpenDay` are closed.
    public init(keys: [PseudonymKey: [UInt8]] = [:], firstOpenDay: Int32 = .min, authentication: @escaping Authentication) {
        self.keys = keys.filter { $0.key.day >= firstOpenDay }
        self.firstOpenDay = firstOpenDay
        self.authentication = authentication
    }

    /// The pseudonym of a source's identifier at a time; nil once that day is closed, and where `limit` keys are held.
    ///
    /// - Parameter makeKey: makes the day's key, 32 random bytes, and returns once it is safe on disk; called at the day's first use.
    public mutating func pseudonym(
        of identifier: [UInt8], source: String, at instant: Instant, makeKey: (PseudonymKey) throws -> [UInt8]
    ) rethrows -> Pseudonym? {
        let name = PseudonymKey(source: source, at: instant)
        guard name.day >= firstOpenDay else { return nil }
        let key: [UInt8]
        if let held = keys[name] {
            key = held
        } else {
            guard keys.count < PseudonymBook.limit else { return nil }
            key = try makeKey(name)
            keys[name] = key
        }
        return Pseudonym(authentication(identifier, key))
    }

    /// Closes the days that end at or before an instant, and forgets their keys.
    ///
    /// - Returns: the keys that the shell must now destroy, in order.
    public mutating func close(before instant: Instant) -> [PseudonymKey] {
        firstOpenDay = max(firstOpenDay, PseudonymKey(source: "", at: instant).day)
        let closed = keys.keys.filter { $0.day < firstOpenDay }.sorted()
        for name in closed { forget(name) }
        return closed
    }

    /// Forgets a key, whose memory is written over.
    mutating func forget(_ name: PseudonymKey) {
        guard var key = keys.removeValue(forKey: name) else { return }
        for index in key.indices { key[index] = 0 }
    }

    /// How many keys are held.
    public var held: Int { keys.count }
}
