import Anonymization
import Domain
import Testing

@Suite("What goes on, and what never does")
struct SelectionTests {
    @Test("an unmapped code becomes other, and is counted")
    func unmapped() {
        var city = City()
        let batch = city.push(City.theft { $0.originalCode = "v01" })
        #expect(batch.incidents.first?.category == .other)
        #expect(batch.counts.unmapped == 1)
    }

    @Test("a category refused by design never leaves")
    func refusedByDesign() {
        var city = City()
        let batch = city.push(City.theft { $0.originalCode = "SX" })
        #expect(batch.isEmpty && batch.counts.suppressed == 1)
    }

    @Test("a category refused by the territory never leaves")
    func refusedByRule() {
        var city = City { $0.territory.categoryRules = [CategoryRule(category: .theft, refused: true)] }
        let batch = city.push(City.theft())
        #expect(batch.isEmpty && batch.counts[.refusedCategory] == 1)
    }

    @Test("exercises and tests are not counted", arguments: [Status.exercise, .test])
    func notActual(status: Status) {
        var city = City()
        let batch = city.push(City.theft { $0.status = status })
        #expect(batch.isEmpty && batch.counts[.notActual] == 1)
    }

    @Test("a source outside the register gives nothing")
    func unregistered() {
        var city = City()
        let batch = city.push(City.theft(), source: "stranger")
        #expect(batch.isEmpty && batch.counts[.unregistered] == 1)
        #expect(city.anonymizer.totals[""]?.seen == 1)
    }

    @Test("before the first register nothing goes on")
    func noRegister() {
        var city = City()
        city.anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
        #expect(city.push(City.theft()).counts[.unregistered] == 1)
    }

    @Test("an observation may name another source than its batch")
    func ownSource() {
        var city = City()
        #expect(city.push(City.theft { $0.sourceID = "bare" }).incidents.first?.kind == .parks)
        #expect(city.anonymizer.totals["bare"]?.incidents == 1)
    }

    @Test("a field the source may not send is not looked at")
    func allowList() {
        var city = City()
        let batch = city.push(
            City.theft {
                $0.severity = .extreme
                $0.origin = .discovered
                $0.accuracy = 100_000
            }, source: "bare")
        let incident = batch.incidents.first
        #expect(incident?.severity == .unknown && incident?.origin == .unspecified && incident?.cell.level == 0)
    }

    @Test("severity and origin go on where the source may send them")
    func severity() {
        var city = City()
        let incident = city.push(
            City.theft {
                $0.severity = .severe
                $0.origin = .discovered
            }
        ).incidents.first
        #expect(incident?.severity == .severe && incident?.origin == .discovered)
    }

    @Test("nothing of text, ids, codes or areas is in what leaves")
    func noText() {
        var city = City()
        let planted = "Jeanne Planted 06 12 34 56 78"
        let batch = city.push([
            City.theft(planted) {
                $0.text = planted
                $0.areaCode = planted
                $0.codeSystem = planted
                $0.originalCode = planted
            },
            City.theft("2") {
                $0.originalCode = "P"
                $0.value = 3
                $0.unit = planted
            },
        ])
        let delta = String(decoding: city.anonymizer.takeDelta(), as: UTF8.self)
        let everything = "\(batch)" + delta + String(decoding: city.anonymizer.snapshot(), as: UTF8.self)
        #expect(!everything.contains("Planted") && batch.incidents.count == 1)
    }

    @Test("counts add up: everything seen went on or was dropped")
    func countsAddUp() {
        var city = City()
        let counts = city.push([
            City.theft("1"), City.theft("2") { $0.status = .test }, City.theft("3") { $0.latitude = nil },
            City.theft("4") { $0.originalCode = "SX" }, City.theft("1"),
        ]).counts
        #expect(counts.seen == 5 && counts.incidents == 1 && counts.droppedTotal == 4)
    }
}
