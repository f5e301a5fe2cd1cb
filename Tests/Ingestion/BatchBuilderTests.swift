import Domain
import Testing

@testable import Ingestion

@Suite("A builder of batches")
struct BatchBuilderTests {
    private func batches(_ observations: [Observation]) -> [[Observation]] {
        var builder = BatchBuilder()
        var batches = observations.compactMap { builder.add($0) }
        while let rest = builder.flush() { batches.append(rest) }
        return batches
    }

    @Test("fills batches of 256 and keeps the order")
    func count() {
        let observations = (0..<600).map { Observation(observationID: "\($0)") }
        let batches = batches(observations)
        #expect(batches.map(\.count) == [256, 256, 88])
        #expect(batches.flatMap { $0 } == observations)
    }

    @Test("ends a batch before it grows beyond 512 KiB")
    func bytes() {
        let observations = (0..<10).map { Observation(observationID: "\($0)", text: String(repeating: "x", count: 200_000)) }
        let batches = batches(observations)
        #expect(batches.map(\.count) == [2, 2, 2, 2, 2])
        #expect(batches.flatMap { $0 } == observations)
    }

    @Test("sends what is larger than a batch alone")
    func large() {
        let large = Observation(observationID: "large", text: String(repeating: "x", count: 600_000))
        let small = Observation(observationID: "small")
        #expect(batches([small, large, small]) == [[small], [large], [small]])
    }

    @Test("knows the latest time it has seen")
    func latest() {
        var builder = BatchBuilder()
        for seconds in [5, 9, 7] as [Int64] {
            _ = builder.add(Observation(observationID: "\(seconds)", phenomenonStart: Instant(seconds: seconds)))
        }
        #expect(builder.latest == Instant(seconds: 9))
    }
}
