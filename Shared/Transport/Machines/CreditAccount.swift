/// What one feed may still send: the producer's side of credit.
///
/// Credit counts bytes of bodies. An item costs at least `minimumCost`, so that credit bounds the number of items as well; one item
/// may overdraw the account, so that a record larger than the whole credit still passes.
struct CreditAccount: Sendable {
    /// Bytes that the smallest item costs.
    static let minimumCost = 1024

    private let ceiling: Int
    /// Negative after an item that was larger than what was left.
    private(set) var available: Int

    /// An account with its first credit; it never holds more than `ceiling`.
    init(credit: Int, ceiling: Int) {
        self.ceiling = ceiling
        available = min(max(credit, 0), ceiling)
    }

    /// What the next item should not exceed; nil where nothing may be sent.
    var budget: Int? { available > 0 ? available : nil }

    /// The consumer can take more.
    mutating func granted(_ bytes: UInt64) {
        available = min(available + Int(min(bytes, UInt64(ceiling))), ceiling)
    }

    /// An item of `bytes` was sent.
    mutating func sent(_ bytes: Int) { available -= CreditAccount.cost(bytes) }

    /// What an item of `bytes` costs, on both sides.
    static func cost(_ bytes: Int) -> Int { max(bytes, minimumCost) }
}
