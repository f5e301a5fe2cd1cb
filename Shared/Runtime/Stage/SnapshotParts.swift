import Journal

/// Keeps a snapshot of any size in a journal, which takes pieces of state up to a bound: the first part, with the number of parts before
/// it (4 bytes, little-endian), as the entry's snapshot, the others as its first deltas.
enum SnapshotParts {
    /// Well below what a journal takes at once (`JournalOptions.maximumRecordBytes`).
    static let partBytes = 16 << 20

    /// What a transaction must write.
    static func changes(_ name: String, _ snapshot: [UInt8], partBytes: Int = partBytes) -> [StateChange] {
        let count = max(1, (snapshot.count + partBytes - 1) / partBytes)
        let header = (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
        var changes: [StateChange] = [.snapshot(name: name, bytes: header + snapshot.prefix(partBytes))]
        for part in 1..<count {
            let rest = snapshot.dropFirst(part * partBytes)
            changes.append(.delta(name: name, bytes: Array(rest.prefix(partBytes))))
        }
        return changes
    }

    /// The snapshot and the deltas after it; nil where parts are missing.
    static func read(_ entry: StateEntry) -> (snapshot: [UInt8]?, deltas: ArraySlice<[UInt8]>)? {
        guard let first = entry.snapshot else { return (nil, entry.deltas[...]) }
        guard first.count >= 4 else { return nil }
        let count = first.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count >= 1, entry.deltas.count >= count - 1 else { return nil }
        var snapshot = Array(first.dropFirst(4))
        for part in entry.deltas.prefix(count - 1) { snapshot += part }
        return (snapshot, entry.deltas.dropFirst(count - 1))
    }
}
