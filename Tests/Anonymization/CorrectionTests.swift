import Anonymization
import Domain
import Testing

@Suite("Corrections undo what was counted")
struct CorrectionTests {
    private func version(_ version: UInt32, _ operation: Operation, _ code: String = "V01", id: String = "1") -> Observation {
        City.theft(id) {
            $0.version = version
            $0.operation = operation
            $0.originalCode = code
        }
    }

    @Test("a replacement retracts what was counted and counts anew")
    func replace() {
        var city = City()
        _ = city.push([City.theft("0"), City.theft("1")])
        let batch = city.push(version(1, .replace, "T01"))
        #expect(batch.retractions == [Retraction(sequence: 100, index: 1, retracted: .incident(City.theftIncident))])
        #expect(batch.incidents.map(\.category) == [.noise])
    }

    @Test("a withdrawal retracts and counts nothing")
    func withdraw() {
        var city = City()
        _ = city.push(City.theft())
        let batch = city.push(version(1, .withdraw))
        #expect(batch.retractions.count == 1 && batch.incidents.isEmpty)
    }

    @Test("a second correction retracts the first one's place in the journal")
    func chain() {
        var city = City()
        _ = city.push(City.theft())  // incidents: 100
        _ = city.push(version(1, .replace, "T01"))  // retractions: 101, incidents: 102
        #expect(city.push(version(2, .withdraw)).retractions.first?.sequence == 102)
    }

    @Test("readings of a batch come after its incidents in the journal")
    func readingSequence() {
        var city = City()
        _ = city.push([City.theft("0"), version(0, .create, "P")])
        #expect(city.push(version(1, .withdraw)).retractions.first?.sequence == 101)
    }

    @Test("a correction that changes nothing of what went on sends nothing")
    func unchanged() {
        var city = City()
        _ = city.push(City.theft())
        let batch = city.push(version(1, .replace))
        #expect(batch.isEmpty && batch.counts.unchanged == 1)
        #expect(city.push(version(2, .withdraw)).retractions.first?.sequence == 100)
    }

    @Test("what is corrected within its own batch never goes on")
    func sameBatch() {
        var city = City()
        let batch = city.push([City.theft("0"), City.theft("1"), version(1, .withdraw), City.theft("2")])
        #expect(batch.retractions.isEmpty && batch.incidents.count == 2 && batch.counts.superseded == 1)
    }

    @Test("places in the journal are right behind what was taken out of the batch")
    func compaction() {
        var city = City()
        _ = city.push([City.theft("1"), version(1, .withdraw), City.theft("2")])
        #expect(city.push(version(1, .withdraw, id: "2")).retractions.first?.index == 0)
    }

    @Test("a replacement of an unknown id counts as a creation")
    func unknownReplace() {
        var city = City()
        #expect(city.push(version(3, .replace)).incidents.count == 1)
    }

    @Test("an older version after a newer one is ignored")
    func outOfOrder() {
        var city = City()
        _ = city.push(version(2, .replace, "T01"))
        let batch = city.push(version(1, .replace))
        #expect(batch.isEmpty && batch.counts[.staleVersion] == 1)
    }

    @Test("a creation that comes after its own withdrawal is ignored")
    func tombstone() {
        var city = City()
        _ = city.push(version(1, .withdraw))
        let batch = city.push(City.theft())
        #expect(batch.isEmpty && batch.counts[.withdrawnBefore] == 1)
    }

    @Test("a version above the withdrawal's counts again")
    func revived() {
        var city = City()
        _ = city.push(version(1, .withdraw))
        #expect(city.push(version(2, .replace)).incidents.count == 1)
    }

    @Test("a replacement by a refused category retracts and counts nothing")
    func replacedByRefused() {
        var city = City()
        _ = city.push(City.theft())
        let batch = city.push(version(1, .replace, "SX"))
        #expect(batch.retractions.count == 1 && batch.incidents.isEmpty && batch.counts.suppressed == 1)
    }

    @Test("an older creation after a replacement by a refused category is ignored")
    func refusedIsRemembered() {
        var city = City()
        _ = city.push(version(1, .replace, "SX"))
        #expect(city.push(City.theft()).isEmpty)
    }

    @Test("the same id of another source is another observation")
    func perSource() {
        var city = City { $0.sources[1].correctionWindow = 86_400 }
        _ = city.push(City.theft())
        #expect(city.push(version(1, .withdraw), source: "bare").retractions.isEmpty)
    }

    @Test("a source that declared no corrections costs no memory and its corrections are dropped")
    func noWindow() {
        var city = City()
        _ = city.push(City.theft(), source: "bare")
        let batch = city.push(version(1, .withdraw), source: "bare")
        #expect(batch.isEmpty && batch.counts[.correctionNotDeclared] == 1)
        #expect(city.anonymizer.remembered == 0)
    }

    @Test("memory ends with the window, by the watermark")
    func expiry() {
        var city = City()
        _ = city.push(City.theft())
        city.anonymizer.advance(to: Instant(seconds: City.noon + 86_400 + 7_200))
        #expect(city.anonymizer.remembered == 0)
        let batch = city.push(version(1, .replace))
        #expect(batch.isEmpty && batch.counts[.beyondCorrectionWindow] == 1)
    }

    @Test("within the window nothing is forgotten")
    func withinWindow() {
        var city = City()
        _ = city.push(City.theft())
        city.anonymizer.advance(to: Instant(seconds: City.noon + 86_400))
        #expect(city.push(version(1, .withdraw)).retractions.count == 1)
    }

    @Test("more than was declared pushes out the oldest, and is counted")
    func bounded() {
        var city = City()
        city.anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2), limits: Anonymizer.Limits(remembered: 10))
        city.anonymizer.register(city.register)
        let batch = city.push((0..<25).map { City.theft("\($0)") })
        #expect(city.anonymizer.remembered == 10 && batch.counts.forgotten == 15)
        #expect(city.push(version(1, .withdraw, id: "24")).retractions.first?.index == 24)
        #expect(city.push(version(1, .withdraw, id: "3")).retractions.isEmpty)
    }

    @Test("a source may leave the register and come back without losing its corrections")
    func registerChange() {
        var city = City()
        _ = city.push(City.theft())
        var without = city.register
        without.sources.removeFirst()
        city.anonymizer.register(without)
        city.anonymizer.register(city.register)
        #expect(city.push(version(1, .withdraw)).retractions.count == 1)
    }
}
