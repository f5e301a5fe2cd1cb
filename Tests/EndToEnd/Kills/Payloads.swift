/// The bytes of a feed's records in order; compared without a test's report writing all of them out.
struct Payloads: Sendable {
    let all: [[UInt8]]

    var count: Int { all.count }
    var isEmpty: Bool { all.isEmpty }

    func isSame(as other: Payloads) -> Bool { all == other.all }

    /// In an order that does not depend on that of the feed.
    func sorted() -> Payloads { Payloads(all: all.sorted { $0.lexicographicallyPrecedes($1) }) }
}
