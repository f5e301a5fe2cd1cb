/// Keys by the time at which they must be looked at: a binary heap. A key whose time changed is pushed again; who pops compares.
struct DueQueue: Sendable {
    struct Item: Hashable, Comparable, Sendable {
        var due: Int64
        var key: String

        static func < (left: Item, right: Item) -> Bool { (left.due, left.key) < (right.due, right.key) }
    }

    private var items: [Item] = []

    var count: Int { items.count }
    var first: Item? { items.first }

    mutating func push(_ item: Item) {
        items.append(item)
        var index = items.count - 1
        while index > 0, items[index] < items[(index - 1) / 2] {
            items.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func pop() -> Item? {
        guard let first = items.first else { return nil }
        let last = items.removeLast()
        guard !items.isEmpty else { return first }
        items[0] = last
        var index = 0
        while true {
            let left = 2 * index + 1
            guard left < items.count else { return first }
            let right = left + 1
            let least = right < items.count && items[right] < items[left] ? right : left
            guard items[least] < items[index] else { return first }
            items.swapAt(index, least)
            index = least
        }
    }
}
