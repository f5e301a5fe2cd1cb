import Domain

/// What one condition counted in one zone, or everywhere, over its window: a ring with a running sum.
struct RuleWindow: Sendable {
    /// One instant of it.
    struct Item: Sendable {
        let start: Int64
        var amount: Double
        /// Steps of a sequence that it admits, a bit each; kinds of source and categories otherwise not kept.
        let steps: UInt32
        var sources: UInt16
    }

    private(set) var items: [Item] = []
    private(set) var head = 0
    private var total = 0.0

    var newest: Int64? { items.count > head ? items[items.count - 1].start : nil }
    var live: ArraySlice<Item> { items[head...] }

    mutating func add(start: Int64, amount: Double, steps: UInt32, source: UInt8, window: Int64) {
        if let newest, newest &- start > window { return }
        var place = items.count
        while place > head, items[place - 1].start > start { place -= 1 }
        if place > head, items[place - 1].start == start, items[place - 1].steps == steps {
            items[place - 1].amount += amount
            items[place - 1].sources |= 1 << UInt16(source)
        } else {
            items.insert(Item(start: start, amount: amount, steps: steps, sources: 1 << UInt16(source)), at: place)
        }
        total += amount
        expire(before: (newest ?? start) &- window)
    }

    /// Lets go of what is older.
    mutating func expire(before time: Int64) {
        while head < items.count, items[head].start < time {
            total -= items[head].amount
            head += 1
        }
        if head == items.count {
            items.removeAll(keepingCapacity: true)
            (head, total) = (0, 0)
        } else if head > 32, head * 2 > items.count {
            items.removeFirst(head)
            head = 0
            // So that rounding does not add up.
            total = items.reduce(0) { $0 + $1.amount }
        }
    }

    mutating func remove(start: Int64, amount: Double, steps: UInt32) {
        guard let place = items[head...].lastIndex(where: { $0.start == start && $0.steps == steps }) else { return }
        items[place].amount -= amount
        total -= amount
        if items[place].amount <= 0 { items.remove(at: place) }
    }

    /// The sum over a window that ends at an instant: `whole` where it is the ring's own, which need not be added up.
    func sum(at time: Int64, window: Int64, whole: Bool) -> Double {
        if newest == time, whole { return total }
        var sum = 0.0
        for item in items[head...].reversed() {
            if item.start < time &- window { break }
            if item.start <= time { sum += item.amount }
        }
        return sum
    }

    /// One instant as a snapshot held it, later than those before it.
    mutating func restore(_ item: Item) {
        items.append(item)
        total += item.amount
    }
}
