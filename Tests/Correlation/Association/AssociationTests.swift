import Foundation
import Testing

@testable import Correlation

@Suite("Associations")
struct AssociationTests {
    private let settings = AssociationSettings(lagHours: Array(0...6))
    private let soak = ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] != nil

    @Test("a category that leads another is found with its lag and ratio, and nothing else")
    func excitation() throws {
        var scene = AssociationScene(seed: 1)
        let first = scene.counts { AssociationScene.rhythm($0) }
        let second = scene.counts { 2 * AssociationScene.rhythm($0) * ($0 >= 6 ? pow(1.4, Double(first[$0 - 6])) : 1) }
        let third = scene.counts { 1.5 * AssociationScene.rhythm($0) }
        let data = AssociationData(events: [scene.events("a", first), scene.events("b", second), scene.events("c", third)])
        let (found, tests) = AssociationFinder(settings).find(in: data)
        let association = try #require(found.first { $0.place == .territory })
        #expect(association.leader == "a" && association.follower == "b" && association.lagHours == 6)
        #expect(association.low < 1.4 && association.high > 1.3 && abs(association.rateRatio - 1.4) < 0.08)
        #expect(found.allSatisfy { $0.leader == "a" && $0.follower == "b" } && tests > 30 && association.qValue < 1e-6)
    }

    @Test("a reading that lasts is found to lead, at its lag or the next")
    func reading() throws {
        var scene = AssociationScene(seed: 2)
        let rain = scene.lasting()
        let counts = scene.counts { 2 * AssociationScene.rhythm($0) * ($0 >= 3 ? exp(-0.35 * rain[$0 - 3]) : 1) }
        let data = AssociationData(events: [scene.events("a", counts)], readings: [AssociationScene.readings("rain", rain)])
        let association = try #require(AssociationFinder(settings).find(in: data).associations.first)
        #expect(association.leader == "rain" && abs(association.lagHours - 3) <= 1 && association.rateRatio < 1 && association.high < 1)
    }

    @Test("a reading written only while it happens counts as nothing elsewhere")
    func sparse() throws {
        var scene = AssociationScene(seed: 3)
        let matches = Set((0..<20).map { _ in Int.random(in: 0..<89, using: &scene.random) * 24 + 20 })
        let counts = scene.counts { 2 * AssociationScene.rhythm($0) * (matches.contains($0 - 2) ? 3 : 1) }
        var readings = AssociationData.Readings(name: "match")
        readings.seconds = matches.sorted().map { AssociationScene.monday + Int64($0) * 3_600 }
        readings.values = readings.seconds.map { _ in 1 }
        let data = AssociationData(events: [scene.events("a", counts)], readings: [readings])
        let association = try #require(AssociationFinder(settings).find(in: data).associations.first)
        #expect(association.leader == "match" && association.lagHours == 2 && abs(log(association.rateRatio / 3)) < 0.4)
    }

    @Test("what shares a rhythm, a season and a trend, and nothing else, is not associated: false discoveries stay at their rate")
    func null() {
        var discoveries = 0
        for seed in UInt64(100)..<(soak ? 150 : 104) {
            var scene = AssociationScene(seed: seed, days: 60)
            let names = ["a", "b"]
            let events = names.map { name in scene.events(name, mean: { 1.2 * AssociationScene.rhythm($0) }) }
            let data = AssociationData(events: events, readings: [AssociationScene.readings("rain", scene.lasting())])
            discoveries +=
                AssociationFinder(AssociationSettings(lagHours: soak ? Array(0...12) : [0, 1, 2, 4])).find(in: data).associations.isEmpty
                ? 0 : 1
        }
        // Where all are null the false-discovery rate is the chance of any: 5 %. P(more than 2 of 4) is 0.0005, P(more than 7 of 50) 0.003.
        #expect(discoveries <= (soak ? 7 : 2))
    }

    @Test("p-values are uniform where nothing leads, also for rare events after a reading that lasts")
    func calibration() {
        var (tests, small) = (0, 0)
        for seed in UInt64(200)..<202 {
            var scene = AssociationScene(seed: seed, days: 60)
            let counts = scene.counts { 0.05 * AssociationScene.rhythm($0) }.map(Double.init)
            let rain = scene.lasting()
            guard let baseline = SeasonalBaseline(counts, daily: false) else { continue }
            for lag in stride(from: 0, to: 600, by: 20) {
                let column = Array(repeating: Double.nan, count: lag) + rain.dropLast(lag)
                guard let test = LaggedTest(column, against: baseline, window: 24) else { continue }
                tests += 1
                small += test.pValue < 0.05 ? 1 : 0
            }
        }
        // P(more than 9 of 60 below 0.05) is 0.002; neighbouring lags are not independent, 10 is allowed.
        #expect(tests == 60 && small <= 10)
    }

    @Test("a source that knows the day only is looked at by days")
    func days() throws {
        var scene = AssociationScene(seed: 4, days: 400)
        var (a, b) = (AssociationData.Events(name: "a"), AssociationData.Events(name: "b"))
        var first: [Int] = []
        for day in 0..<400 {
            first.append(scene.poisson(4))
            let second = scene.poisson(5 * (day >= 2 ? pow(1.15, Double(first[day - 2])) : 1))
            a.seconds += Array(repeating: AssociationScene.monday + Int64(day) * 86_400 + 43_200, count: first[day])
            b.seconds += Array(repeating: AssociationScene.monday + Int64(day) * 86_400 + 43_200, count: second)
        }
        let (found, tests) = AssociationFinder(settings).find(in: AssociationData(events: [a, b]))
        let association = try #require(found.first)
        #expect(association.leader == "a" && association.lagHours == 48 && abs(association.rateRatio - 1.15) < 0.05)
        #expect(found.count == 1 && tests == 14)
    }

    @Test("what happens near a leader's incidents is found where the territory as a whole would hide it")
    func nearby() throws {
        var scene = AssociationScene(seed: 6)
        let first = scene.events("a", mean: { 0.3 * AssociationScene.rhythm($0) })
        var second = scene.events("b", mean: { 4 * AssociationScene.rhythm($0) })
        for index in first.seconds.indices where index % 3 == 0 {
            second.seconds.append((first.seconds[index] / 3_600 + 4) * 3_600)
            second.easts.append(first.easts[index] + 200)
            second.norths.append(first.norths[index])
        }
        let found = AssociationFinder(settings).find(in: AssociationData(events: [first, second])).associations
        let association = try #require(found.first { $0.place == .nearby(500) })
        #expect(association.leader == "a" && association.follower == "b" && association.lagHours == 4 && association.low > 1.5)
        #expect(found.allSatisfy { $0.leader == "a" && $0.lagHours == 4 })
    }

    @Test("the order of the rows changes nothing")
    func order() {
        var scene = AssociationScene(seed: 7, days: 60)
        let first = scene.counts { AssociationScene.rhythm($0) }
        let second = scene.counts { $0 > 2 ? 1 + Double(first[$0 - 2]) : 1 }
        var data = AssociationData(events: [scene.events("a", first), scene.events("b", second)])
        let before = AssociationFinder(settings).find(in: data).associations
        for index in data.events.indices {
            data.events[index].seconds.reverse()
            data.events[index].easts.reverse()
            data.events[index].norths.reverse()
        }
        let after = AssociationFinder(settings).find(in: data).associations
        #expect(before.map(\.leader) == after.map(\.leader) && before.map(\.pValue) == after.map(\.pValue) && !before.isEmpty)
    }

    @Test("few or no events give nothing, and no crash")
    func empty() {
        #expect(AssociationFinder().find(in: AssociationData(events: [])).tests == 0)
        var scene = AssociationScene(seed: 8, days: 3)
        let data = AssociationData(events: [scene.events("a", mean: { _ in 2 }), scene.events("b", mean: { _ in 2 })])
        #expect(AssociationFinder().find(in: data).associations.isEmpty)
    }

    @Test("a sentence says when, how much and how sure, in both languages")
    func wording() {
        let association = Association(
            leader: "rain", leaderIsReading: true, follower: "theft", lagHours: 2, rateRatio: 0.8, low: 0.7, high: 0.914, pValue: 1e-6,
            qValue: 1e-4, step: 2.5, usual: 0.4, place: .territory)
        let wording = AssociationWording(association)
        let english = "2 h after 2.50 more of “Rain”, “Theft” is 0.80 times as frequent (95 %: 0.70 to 0.91), in the territory."
        let french = "2 h après 2,50 de plus de « Pluie », « Vol » est 0,80 fois aussi fréquent (95 % : 0,70 à 0,91), sur le territoire."
        #expect(wording.english == english && wording.french == french)
    }
}
