import Testing

@testable import Journal

@Suite("The writer's queue")
struct CommitQueueTests {
    private func queue(count: Int = 10, bytes: Int = 100, group: Int = 30) -> CommitQueue<Int> {
        CommitQueue(maximumCount: count, maximumBytes: bytes, maximumGroupBytes: group)
    }

    @Test("wakes the writer once, until it has rested")
    func waking() {
        var queue = queue()
        #expect(queue.admit(1, bytes: 1) == .start)
        #expect(queue.admit(2, bytes: 1) == .waiting)
        #expect(queue.takeGroup() == [1, 2])
        #expect(queue.admit(3, bytes: 1) == .waiting)
        #expect(queue.takeGroup() == [3])
        #expect(queue.takeGroup() == nil)
        #expect(queue.admit(4, bytes: 1) == .start)
    }

    @Test("groups in order what fits in a commit")
    func grouping() {
        var queue = queue()
        for element in 1...4 { _ = queue.admit(element, bytes: 12) }
        #expect(queue.takeGroup() == [1, 2])
        #expect(queue.takeGroup() == [3, 4])
    }

    @Test("lets one that is larger than a group go alone")
    func large() {
        var queue = queue()
        _ = queue.admit(1, bytes: 99)
        _ = queue.admit(2, bytes: 1)
        #expect(queue.takeGroup() == [1])
        #expect(queue.takeGroup() == [2])
    }

    @Test("refuses beyond its bound in number")
    func boundInNumber() {
        var queue = queue(count: 2)
        _ = queue.admit(1, bytes: 1)
        _ = queue.admit(2, bytes: 1)
        #expect(queue.admit(3, bytes: 1) == .refused(waiting: 2))
    }

    @Test("refuses beyond its bound in bytes, and takes again when there is room")
    func boundInBytes() {
        var queue = queue()
        _ = queue.admit(1, bytes: 60)
        #expect(queue.admit(2, bytes: 60) == .refused(waiting: 1))
        _ = queue.takeGroup()
        #expect(queue.admit(2, bytes: 60) == .waiting)
    }

    @Test("takes one that is larger than its whole bound when it is alone")
    func larger() {
        var queue = queue()
        #expect(queue.admit(1, bytes: 1_000) == .start)
    }

    @Test("takes no more once closed, and gives out what waits")
    func closing() {
        var queue = queue()
        _ = queue.admit(1, bytes: 1)
        queue.close()
        #expect(queue.admit(2, bytes: 1) == .closed)
        #expect(queue.takeGroup() == [1])
    }
}
