import Domain
import Testing

@testable import Simulation

@Suite("The stream of arrivals")
struct StreamTests {
    private static let shared = Array(
        Sample.city(corrections: 0.02, duplicates: 0.01).stream(from: Sample.monday, until: Sample.monday + Sample.week))
    private var arrivals: [Arrival] { Self.shared }

    @Test("Arrivals come in order of arrival")
    func ordered() {
        #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $0.time <= $1.time })
    }

    @Test("Facts do not come in the order in which they happened")
    func outOfOrder() {
        let facts = arrivals.filter { $0.source == .police }.compactMap { $0.observation.phenomenonStart }
        #expect(zip(facts, facts.dropFirst()).contains { $0 > $1 })
    }

    @Test("Nothing but corrections and duplicates is later than its source's delay")
    func lateness() {
        var seen: Set<String> = []
        let late = arrivals.filter { arrival in
            let observation = arrival.observation
            guard seen.insert(observation.observationID).inserted else { return false }
            let said = (observation.resultTime ?? observation.phenomenonEnd ?? observation.phenomenonStart ?? .distantPast).seconds
            return arrival.time <= said || arrival.time > said + arrival.source.maximumDelay
        }
        #expect(late.isEmpty)
    }

    @Test("All nine sources report")
    func nine() {
        #expect(Set(arrivals.map(\.source.kind)) == Set(SourceKind.allCases))
    }

    @Test("Every code is one of ours")
    func codes() {
        #expect(arrivals.allSatisfy { Category(code: $0.observation.originalCode) != nil })
    }

    @Test("A correction names a higher version of what was sent before")
    func corrections() {
        var versions: [String: UInt32] = [:]
        for arrival in arrivals {
            let observation = arrival.observation
            switch observation.operation {
            case .create: versions[observation.observationID] = 0
            // What an agenda announced may have been said before the stretch began.
            case .replace, .withdraw: #expect(versions[observation.observationID].map { $0 < observation.version } ?? false)
            }
        }
        #expect(arrivals.contains { $0.observation.operation == .withdraw })
        #expect(arrivals.contains { $0.observation.operation == .replace })
    }

    @Test("Some observations are sent twice, word for word")
    func duplicates() {
        var seen: Set<Observation> = []
        let twice = arrivals.filter { !seen.insert($0.observation).inserted }
        #expect(!twice.isEmpty && twice.count < arrivals.count / 50)
    }

    @Test("Small presences are censored, never zero")
    func censored() {
        let presence = arrivals.filter { $0.source == .presence }.map(\.observation)
        #expect(presence.contains { $0.value == nil && $0.lower == 0 && $0.upper == 19 })
        #expect(presence.allSatisfy { ($0.value ?? 20) >= 20 })
    }

    @Test("Parks' notes name invented persons, and no other source writes text")
    func notes() {
        #expect(arrivals.contains { $0.observation.text.contains("06 39 98") })
        #expect(arrivals.allSatisfy { $0.source == .parks || $0.observation.text.isEmpty })
        #expect(arrivals.allSatisfy { $0.observation.text.utf8.count <= 600 })
    }

    @Test("A stream of a month holds no more than a stream of a day")
    func bounded() {
        func most(_ days: Int64) -> Int {
            var stream = Sample.city(incidentsPerDay: 2_000, corrections: 0.05).stream(
                from: Sample.monday, until: Sample.monday + days * Sample.day)
            var most = 0
            while stream.next() != nil { most = max(most, stream.underWay) }
            return most
        }
        let day = most(2)
        #expect(most(30) < 2 * day)
        #expect(day < 1_000)
    }

    @Test("An empty stretch has nothing in it")
    func empty() {
        var stream = Sample.city().stream(from: Sample.monday, until: Sample.monday)
        #expect(stream.next() == nil)
    }
}
