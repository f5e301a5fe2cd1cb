/// Arrivals by time; those of the same second in the order they were put in. A binary heap.
struct ArrivalQueue {
    private struct Entry {
        let time: Int64
        let order: UInt64
        let arrival: Arrival

        static func < (left: Entry, right: Entry) -> Bool { (left.time, left.order) < (right.time, right.order) }
    }

    private var heap: [Entry] = []
    private var order: UInt64 = 0

    var count: Int { heap.count }
    var earliest: Int64? { heap.first?.time }

    mutating func insert(_ arrival: Arrival) {
        heap.append(Entry(time: arrival.time, order: order, arrival: arrival))
        order += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeEarliest() -> Arrival? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.arrival }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] { least = child }
            guard least != parent else { return first.arrival }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
