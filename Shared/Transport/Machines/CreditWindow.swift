/// What one feed's consumer has given and not given back: the consumer's side of credit.
struct CreditWindow: Sendable {
    /// Bytes that may be on their way, or wait to be consumed.
    let size: Int
    private var owed = 0

    /// A window of `size` bytes, at least one item's minimum.
    init(size: Int) { self.size = max(size, CreditAccount.minimumCost) }

    /// An item of `bytes` was consumed; gives the credit that is to be sent now, if any: it is held back until
    /// it is worth a frame, a quarter of the window.
    mutating func consumed(_ bytes: Int) -> UInt64? {
        owed += CreditAccount.cost(bytes)
        guard owed >= size / 4 else { return nil }
        defer { owed = 0 }
        return UInt64(owed)
    }

    /// A new subscription starts with the whole window.
    mutating func reset() { owed = 0 }
}
