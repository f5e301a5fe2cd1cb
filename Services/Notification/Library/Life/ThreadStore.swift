import Domain

/// The threads that are held, and what they are found by: key, group, place, the identifier of any of their messages, who waits for them.
struct ThreadStore: Sendable {
    private var threads: [String: AlertThread] = [:]
    private var groups: [String: Set<String>] = [:]
    private var places = PlaceIndex()
    private var identifiers: [String: String] = [:]
    private var aliases: [String: String] = [:]
    private var queue = DueQueue()
    private var touched: Set<String> = []

    var count: Int { threads.count }
    /// In no order.
    var all: Dictionary<String, AlertThread>.Values { threads.values }
    var hasChanges: Bool { !touched.isEmpty }

    subscript(key: String) -> AlertThread? { threads[key] }

    /// The thread that a situation is part of.
    func thread(ofMember member: String) -> AlertThread? { threads[member] ?? aliases[member].flatMap { threads[$0] } }

    /// The thread of which this is the identifier, or that of one of its latest messages.
    func thread(ofMessage identifier: String) -> AlertThread? { identifiers[identifier].flatMap { threads[$0] } }

    /// All threads of a group, in the order of their keys.
    func threads(in group: String) -> [AlertThread] { (groups[group] ?? []).sorted().compactMap { threads[$0] } }

    /// The first living thread of a group within so many cells.
    func near(_ cells: [Cell], within: Int32, group: String) -> AlertThread? {
        for key in places.near(cells, within: within, group: group) {
            if let thread = threads[key], thread.isLive, PlaceIndex.areNear(thread.area, cells, within: within) { return thread }
        }
        return nil
    }

    mutating func put(_ thread: AlertThread) {
        if let former = threads[thread.key] {
            if former.area != thread.area {
                places.remove(former.key, former.area, group: former.group)
                places.insert(thread.key, thread.area, group: thread.group)
            }
            if former.references.count != thread.references.count || former.references.last != thread.references.last {
                for reference in former.references { identifiers[reference.identifier] = nil }
                name(thread)
            }
            if former.members.count != thread.members.count {
                for member in former.members.keys { aliases[member] = nil }
                alias(thread)
            }
        } else {
            groups[thread.group, default: []].insert(thread.key)
            places.insert(thread.key, thread.area, group: thread.group)
            name(thread)
            alias(thread)
        }
        threads[thread.key] = thread
        touched.insert(thread.key)
        queue.push(DueQueue.Item(due: thread.due, key: thread.key))
        // Times that changed leave their old items behind.
        if queue.count > 2 * threads.count + 64 { rebuildQueue() }
    }

    mutating func remove(_ thread: AlertThread) {
        guard let held = threads.removeValue(forKey: thread.key) else { return }
        touched.insert(held.key)
        groups[held.group]?.remove(held.key)
        if groups[held.group]?.isEmpty ?? false { groups[held.group] = nil }
        places.remove(held.key, held.area, group: held.group)
        identifiers[held.identifier] = nil
        for reference in held.references { identifiers[reference.identifier] = nil }
        for member in held.members.keys { aliases[member] = nil }
    }

    /// The thread that must be looked at first, once its time has come; taken off the queue.
    mutating func popDue(by time: Int64) -> AlertThread? {
        while let item = queue.first, item.due <= time {
            _ = queue.pop()
            if let thread = threads[item.key], thread.due == item.due { return thread }
        }
        return nil
    }

    /// The thread that is over soonest; taken off the queue.
    mutating func popSoonest() -> AlertThread? { popDue(by: .max) }

    private mutating func name(_ thread: AlertThread) {
        if !thread.identifier.isEmpty { identifiers[thread.identifier] = thread.key }
        for reference in thread.references { identifiers[reference.identifier] = thread.key }
    }

    private mutating func alias(_ thread: AlertThread) {
        for member in thread.members.keys where member != thread.key { aliases[member] = thread.key }
    }

    private mutating func rebuildQueue() {
        queue = DueQueue()
        for thread in threads.values { queue.push(DueQueue.Item(due: thread.due, key: thread.key)) }
    }
}

// What is remembered.
extension ThreadStore {
    mutating func writeChanges(to writer: inout StateWriter) {
        writer.write(touched.count)
        for key in touched.sorted() {
            writer.write(key)
            writer.write(byte: threads[key] == nil ? 0 : 1)
            threads[key]?.write(to: &writer)
        }
        touched.removeAll()
    }

    func writeAll(to writer: inout StateWriter) {
        writer.write(threads.count)
        for (key, thread) in threads.sorted(by: { $0.key < $1.key }) {
            writer.write(key)
            writer.write(byte: 1)
            thread.write(to: &writer)
        }
    }

    mutating func read(
        from reader: inout StateReader, _ thread: (String, inout StateReader) throws(StateError) -> AlertThread
    ) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let key = try reader.string()
            let isHeld = try reader.byte() != 0
            if let former = threads[key] { remove(former) }
            if isHeld { put(try thread(key, &reader)) }
        }
        touched.removeAll()
        rebuildQueue()
    }
}
