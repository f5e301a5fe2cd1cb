import Anonymization
import Domain
import Testing

@Suite("Readings")
struct ReadingTests {
    private func measure(_ code: String = "P", _ change: (inout Observation) -> Void = { _ in }) -> Observation {
        City.theft {
            $0.originalCode = code
            change(&$0)
        }
    }

    @Test("a measure keeps value, unit and quality")
    func measured() {
        var city = City()
        let batch = city.push(
            measure {
                $0.value = 42
                $0.unit = "{person}"
                $0.quality = .good
            })
        #expect(
            batch.readings == [
                Reading(
                    kind: .policeLog, category: .presence, cell: Cell(column: 2600, row: 21650), slot: City.theftIncident.slot, value: 42,
                    unit: "{person}", quality: .good)
            ])
    }

    @Test("a censored value keeps its bounds and stays without a value")
    func censored() {
        var city = City()
        let reading = city.push(
            measure {
                $0.lower = 0
                $0.upper = 19
            }
        ).readings.first
        #expect(reading?.value == nil && reading?.lower == 0 && reading?.upper == 19)
    }

    @Test("a missing value stays missing")
    func missing() {
        var city = City()
        let readings = city.push(measure()).readings
        #expect(readings.count == 1 && readings[0].value == nil)
    }

    @Test("a measure without any place speaks of the whole territory")
    func wholeTerritory() {
        var city = City()
        let reading = city.push(
            measure("R") {
                $0.latitude = nil
                $0.longitude = nil
                $0.value = 2
                $0.unit = "mm"
            }
        ).readings.first
        #expect(reading != nil && reading?.cell == nil)
    }

    @Test("a measure of an area that is not held never becomes one of the whole territory")
    func areaMeasure() {
        var city = City()
        let batch = city.push(
            measure("R") {
                $0.latitude = nil
                $0.longitude = nil
                $0.areaCode = "13201"
                $0.value = 2
            })
        #expect(batch.isEmpty && batch.counts[.areaWithoutGeometry] == 1)
    }

    @Test("a unit outside the vocabulary drops the measure")
    func unknownUnit() {
        var city = City()
        let batch = city.push(
            measure {
                $0.value = 1
                $0.unit = "Mme Dupont"
            })
        #expect(batch.isEmpty && batch.counts[.unknownUnit] == 1)
    }

    @Test("a measure whose code is not mapped is dropped, not counted as an incident")
    func unmappedMeasure() {
        var city = City()
        let batch = city.push(measure("?") { $0.value = 3 })
        #expect(batch.isEmpty && batch.counts[.unmappedMeasure] == 1)
    }

    @Test("a number that is none drops the measure", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) {
        var city = City()
        let batch = city.push(measure { $0.value = value })
        #expect(batch.isEmpty && batch.counts[.malformed] == 1)
    }

    @Test("bounds the wrong way round drop the measure")
    func swappedBounds() {
        var city = City()
        let batch = city.push(
            measure {
                $0.lower = 9
                $0.upper = 1
            })
        #expect(batch.isEmpty && batch.counts[.malformed] == 1)
    }

    @Test("a plan keeps the slot in which it was said")
    func plan() {
        var city = City()
        let reading = city.push(
            measure("E") {
                $0.resultTime = Instant(seconds: City.noon - 86_400 + 60)
                $0.phenomenonEnd = Instant(seconds: City.noon + 7_200)
                $0.value = 30_000
                $0.unit = "{person}"
            }
        ).readings.first
        #expect(reading?.saidSlot == City.noon - 86_400)
        #expect(reading?.slot == TimeSlot(start: City.noon, length: 7_200))
    }

    @Test("what was said once it had happened is no plan")
    func measuredAfterwards() {
        var city = City()
        let reading = city.push(measure { $0.resultTime = Instant(seconds: City.noon + 600) }).readings.first
        #expect(reading != nil && reading?.saidSlot == nil)
    }

    @Test("a value the source may not send is nil")
    func valueNotAllowed() {
        var city = City()
        let reading = city.push(measure { $0.value = 5 }, source: "bare").readings.first
        #expect(reading != nil && reading?.value == nil)
    }
}
