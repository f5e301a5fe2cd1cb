import Journal
import Testing

@testable import Runtime

@Suite("A snapshot in parts")
struct SnapshotPartsTests {
    private func entry(_ changes: [StateChange]) -> StateEntry {
        var entry = StateEntry(snapshot: nil, deltas: [])
        for change in changes {
            switch change {
            case .snapshot(_, let bytes): entry = StateEntry(snapshot: bytes, deltas: [])
            case .delta(_, let bytes): entry.deltas.append(bytes)
            case .delete: entry = StateEntry(snapshot: nil, deltas: [])
            }
        }
        return entry
    }

    @Test(
        "a snapshot of any size is read back, and the deltas after it are told apart from its parts", arguments: [0, 1, 9, 10, 11, 20, 95])
    func roundTrip(count: Int) throws {
        let snapshot = (0..<count).map { UInt8($0) }
        var entry = entry(SnapshotParts.changes("stage", snapshot, partBytes: 10))
        entry.deltas += [[1], [2, 3]]
        let read = try #require(SnapshotParts.read(entry))
        #expect(read.snapshot == snapshot)
        #expect(Array(read.deltas) == [[1], [2, 3]])
    }

    @Test("no part is larger than the bound, its header aside")
    func bounded() {
        let entry = entry(SnapshotParts.changes("stage", Array(repeating: 0, count: 95), partBytes: 10))
        #expect(entry.deltas.count == 9 && entry.deltas.allSatisfy { $0.count <= 10 })
    }

    @Test("missing parts are noticed")
    func missing() {
        var entry = entry(SnapshotParts.changes("stage", Array(repeating: 0, count: 95), partBytes: 10))
        entry.deltas.removeLast()
        #expect(SnapshotParts.read(entry)?.snapshot == nil)
        #expect(SnapshotParts.read(StateEntry(snapshot: [1], deltas: []))?.deltas == nil)
    }
}
