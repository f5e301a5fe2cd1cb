import Domain
import Testing

@testable import Simulation

@Suite("What the truth says was planted is in the stream")
struct TruthTests {
    private let city = Sample.city(corrections: 0.3, duplicates: 0.3)
    private let span = Sample.monday..<(Sample.monday + 2 * Sample.week)

    @Test("Bursts are planted, as many a week as asked for")
    func planted() {
        #expect((13...14).contains(city.truth(from: span.lowerBound, until: span.upperBound).bursts.count))
    }

    @Test("Each burst is there in its number, its place and its time, and is never corrected nor sent twice")
    func present() throws {
        let arrivals = Array(city.stream(from: span.lowerBound, until: span.upperBound))
        for burst in city.truth(from: span.lowerBound, until: span.upperBound).bursts {
            let prefix = try #require(SimulatedSource.all.first { $0.identifier == burst.source }).prefix
            let marked = "\(prefix)-\(city.configuration.tag)-\(String(burst.start, radix: 36))-99-"
            let members = arrivals.filter { $0.observation.observationID.hasPrefix(marked) }
            #expect(members.count == burst.count)
            #expect(members.allSatisfy { $0.observation.operation == .create && $0.source.identifier == burst.source })
            #expect(members.allSatisfy { $0.observation.originalCode == burst.category })
            #expect(
                members.allSatisfy {
                    let seconds = $0.observation.phenomenonStart?.seconds ?? 0
                    return seconds >= burst.start && seconds < burst.end
                })
            #expect(
                members.allSatisfy {
                    Ground.distance(
                        ($0.observation.latitude ?? 0, $0.observation.longitude ?? 0), (burst.latitude, burst.longitude)) < 6 * burst.radius
                })
        }
    }

    @Test("A burst stands out: the hour around it holds several times what the place usually has")
    func standsOut() {
        let city = Sample.city()
        let incidents = Sample.incidents(of: city, days: 14)
        for burst in city.truth(from: span.lowerBound, until: span.upperBound).bursts {
            let near = incidents.filter {
                $0.originalCode == burst.category
                    && Ground.distance(($0.latitude ?? 0, $0.longitude ?? 0), (burst.latitude, burst.longitude)) < 300
            }
            let during = near.filter { ($0.phenomenonStart?.seconds ?? 0) >= burst.start && ($0.phenomenonStart?.seconds ?? 0) < burst.end }
            let usual = Double(near.count - during.count) / (14 * 86_400) * Double(burst.end - burst.start)
            #expect(Double(during.count) > 3 * usual + 5)
        }
    }

    @Test("A match and a mistral day come every week")
    func occasions() {
        let kinds = city.truth(from: span.lowerBound, until: span.upperBound).occasions.map(\.kind)
        #expect(kinds.filter { $0 == "match" }.count == 2)
        #expect(kinds.filter { $0 == "mistral" }.count == 2)
    }

    @Test("The match is announced beforehand by the agenda, then corrected")
    func announced() throws {
        let match = try #require(city.truth(from: span.lowerBound, until: span.upperBound).occasions.first { $0.kind == "match" })
        let plans = city.stream(from: span.lowerBound, until: span.upperBound).filter {
            $0.source == .agenda && $0.observation.phenomenonStart?.seconds == match.start && $0.observation.observationID.contains("match")
        }
        #expect(plans.map(\.observation.operation) == [.create, .replace])
        #expect(plans.allSatisfy { $0.time < match.start })
        #expect(plans.last?.observation.value == match.attendance.map(Double.init))
    }
}
