import Anonymization
import Domain
import Testing

@Suite("Counts of people on their way through anonymization")
struct PublishedCountTests {
    private func city(_ kind: SourceKind = .mobilePresence, threshold: UInt32 = 0) -> City {
        City {
            $0.sources[0].kind = kind
            $0.sources[0].suppressionThreshold = threshold
            $0.sources[0].mappings["EV"] = .emergencyVisits
        }
    }

    private func presence(_ value: Double?, id: String = "1", _ change: (inout Observation) -> Void = { _ in }) -> Observation {
        City.theft(id) {
            $0.originalCode = "P"
            $0.value = value
            $0.unit = "{person}"
            change(&$0)
        }
    }

    @Test("a count below the threshold goes on as an interval, and is counted as suppressed")
    func below() {
        var city = city()
        let batch = city.push(presence(7))
        let reading = batch.readings.first
        #expect(batch.readings.count == 1 && reading?.value == nil && reading?.lower == 0 && reading?.upper == 19)
        #expect(batch.counts.censored == 1 && batch.counts.suppressed == 1)
    }

    @Test("hospital counts are held back below 11")
    func hospital() {
        var city = city(.hospital)
        let below = city.push(presence(10) { $0.originalCode = "EV" }).readings.first
        let above = city.push(presence(11, id: "2") { $0.originalCode = "EV" }).readings.first
        #expect(below?.value == nil && below?.upper == 10 && above?.value == 11)
    }

    @Test("the register's threshold replaces the usual one")
    func declared() {
        var city = city(.camera, threshold: 5)
        #expect(city.push(presence(4)).readings.first?.upper == 4)
        #expect(city.push(presence(5, id: "2")).readings.first?.value == 5)
    }

    @Test("the total of the whole territory is not published beside its cells")
    func total() {
        var city = city()
        _ = city.push(presence(70))
        let batch = city.push(
            presence(90, id: "2") {
                $0.latitude = nil
                $0.longitude = nil
            })
        #expect(batch.readings.isEmpty && batch.counts[.otherGranularity] == 1)
    }

    @Test("an hour's total is not published beside its quarters, also after a restart")
    func hour() throws {
        var city = city()
        _ = city.push(presence(70))
        var restarted = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
        try restarted.restore(snapshot: city.anonymizer.snapshot())
        restarted.register(city.register, record: restarted.registerRecord)
        city.anonymizer = restarted
        let batch = city.push(presence(90, id: "2") { $0.phenomenonEnd = $0.phenomenonStart?.advanced(byMilliseconds: 3_600_000) })
        #expect(batch.readings.isEmpty && batch.counts[.otherGranularity] == 1)
    }

    @Test("a new version of the register may choose another granularity")
    func newVersion() {
        var city = city()
        _ = city.push(presence(70))
        city.anonymizer.register(city.register, record: [8])
        let batch = city.push(presence(90, id: "2") { $0.phenomenonEnd = $0.phenomenonStart?.advanced(byMilliseconds: 3_600_000) })
        #expect(batch.readings.count == 1)
    }

    @Test("the difference between a count and its correction gives no suppressed count back")
    func correction() {
        var city = city()
        var values: [Double?] = []
        for (version, value) in [3.0, 12, 19, 40, 18].enumerated() {
            let batch = city.push(
                presence(value) {
                    $0.version = UInt32(version)
                    $0.operation = version == 0 ? .create : .replace
                })
            values += batch.readings.map(\.value)
        }
        // The three small ones are one and the same to a reader: nothing is said when one becomes another.
        #expect(values == [nil, 40, nil])
    }
}
