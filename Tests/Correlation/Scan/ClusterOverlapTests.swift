import Domain
import Testing

@testable import Correlation

@Suite("Whether two findings are one situation")
struct ClusterOverlapTests {
    private func row(_ columns: ClosedRange<Int32>, level: UInt8 = 0) -> [Cell] { columns.map { Cell(level: level, column: $0, row: 0) } }

    @Test("A circle inside a larger one is the same situation")
    func inside() {
        #expect(ClusterOverlap(row(2...3), 0..<100, row(0...9), 50..<150).isSameSituation())
    }

    @Test("Circles that touch in a corner are two")
    func corner() {
        #expect(!ClusterOverlap(row(0...3), 0..<100, row(3...9), 0..<100).isSameSituation())
    }

    @Test("The same place long after is another situation")
    func later() {
        #expect(!ClusterOverlap(row(0...3), 0..<100, row(0...3), 200_000..<300_000).isSameSituation())
    }

    @Test("A fine cell shares the coarse cell that holds it, either way round")
    func levels() {
        let (fine, coarse) = (row(4...5), row(1...1, level: 2))
        #expect(ClusterOverlap(fine, 0..<1, coarse, 0..<1).share == 1 && ClusterOverlap(coarse, 0..<1, fine, 0..<1).share == 1)
    }

    @Test("Nothing has nothing in common")
    func nothing() {
        #expect(ClusterOverlap([], 0..<1, row(0...3), 0..<1).share == 0)
    }
}
