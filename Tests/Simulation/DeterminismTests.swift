import Domain
import Testing

@testable import Simulation

@Suite("A seed is a city")
struct DeterminismTests {
    @Test("The same seed gives the same arrivals in the same order")
    func sameSeed() {
        let first = Array(Sample.city().stream(from: Sample.monday, until: Sample.monday + Sample.day))
        let second = Array(Sample.city().stream(from: Sample.monday, until: Sample.monday + Sample.day))
        #expect(first == second)
    }

    @Test("Another seed gives another city with other identifiers")
    func otherSeed() {
        let first = Set(Sample.incidents(of: Sample.city(seed: 1), days: 1).map(\.observationID))
        let second = Set(Sample.incidents(of: Sample.city(seed: 2), days: 1).map(\.observationID))
        #expect(first.isDisjoint(with: second))
    }

    @Test("A day asked for on its own is the day as it lies in its week")
    func stretchesAgree() {
        let city = Sample.city(corrections: 0, duplicates: 0)
        let third = Sample.monday + 2 * Sample.day
        let span = third..<(third + Sample.day)
        let alone = Sample.incidents(of: city, from: third, days: 1)
        let within = Sample.incidents(of: city, days: 4)
        let bursts = city.truth(from: Sample.monday, until: Sample.monday + Sample.week).bursts
        let crossing = bursts.filter { burst in
            [span.lowerBound, span.upperBound].contains { burst.start < $0 && burst.end > $0 }
        }
        #expect(crossing.isEmpty, "choose a day that no burst crosses")
        let cut = within.filter { span.contains($0.phenomenonStart?.seconds ?? 0) }
        #expect(Set(alone) == Set(cut))
    }

    @Test("The generator gives SplitMix64's published values")
    func reference() {
        var random = SplitMix64(seed: 1_234_567)
        #expect((0..<3).map { _ in random.next() } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("Identifiers are unique but for corrections and duplicates")
    func uniqueIdentifiers() {
        let city = Sample.city(corrections: 0, duplicates: 0)
        let arrivals = city.stream(from: Sample.monday, until: Sample.monday + Sample.week).filter { $0.observation.version == 0 }
        #expect(Set(arrivals.map { $0.source.identifier + $0.observation.observationID }).count == arrivals.count)
    }
}
