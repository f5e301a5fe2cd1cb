import Anonymization
import Domain
import Testing

@Suite("Place and time leave as cell and slot")
struct GeneralisationTests {
    @Test("a position and an instant become a cell and a slot")
    func cellAndSlot() {
        var city = City()
        #expect(city.push(City.theft()).incidents == [City.theftIncident])
    }

    @Test("all positions of a batch are projected in one call")
    func oneProjection() {
        var city = City()
        _ = city.push((0..<50).map { City.theft("\($0)") })
        #expect(city.earth.calls == 1)
    }

    @Test("the territory's publication level coarsens the cell")
    func publicationLevel() {
        var city = City { $0.territory.publicationLevel = 2 }
        #expect(city.push(City.theft()).incidents.first?.cell == Cell(level: 2, column: 650, row: 5412))
    }

    @Test("a category's rule coarsens cell and slot")
    func categoryRule() {
        var city = City { $0.territory.categoryRules = [CategoryRule(category: .theft, level: 1, slotLength: 3_600)] }
        let incident = city.push(City.theft()).incidents.first
        #expect(incident?.cell == Cell(level: 1, column: 1300, row: 10825))
        #expect(incident?.slot == TimeSlot(start: 1_749_999_600, length: 3_600))
    }

    @Test("the longest slot of territory, source and category counts")
    func longestSlot() {
        var city = City {
            $0.territory.categoryRules = [CategoryRule(category: .theft, slotLength: 1_800)]
            $0.sources[0].slotLength = 7_200
        }
        #expect(city.push(City.theft()).incidents.first?.slot.length == 7_200)
    }

    @Test("an uncertain position takes a cell no narrower than its uncertainty")
    func accuracy() {
        var city = City()
        #expect(city.push(City.theft { $0.accuracy = 500 }).incidents.first?.cell.level == 2)
    }

    @Test("a polygon takes the cell of its middle, no narrower than itself")
    func polygon() {
        var city = City()
        let square = City.theft {
            $0.latitude = nil
            $0.longitude = nil
            $0.polygon = [43.300, 5.200, 43.300, 5.206, 43.304, 5.206, 43.304, 5.200, 43.300, 5.200]
        }
        #expect(city.push(square).incidents.first?.cell == Cell(level: 2, column: 650, row: 5412))
    }

    @Test("a polygon of numbers that are none has no cell", arguments: [[Double.nan, 5], [.infinity, 5, 43, 5], [43]])
    func hostilePolygon(polygon: [Double]) {
        var city = City()
        let batch = city.push(
            City.theft {
                $0.latitude = nil
                $0.longitude = nil
                $0.polygon = polygon
            })
        #expect(batch.isEmpty && batch.counts[.noCell] == 1)
    }

    @Test("an INSPIRE code becomes its cell")
    func inspireCode() {
        var city = City()
        let code = City.theft {
            $0.latitude = nil
            $0.longitude = nil
            $0.cellCode = "CRS3035RES200mN4330000E520000"
        }
        #expect(city.push(code).incidents.first?.cell == Cell(column: 2600, row: 21650))
    }

    @Test("a cell outside the territory is dropped")
    func foreignCell() {
        var city = City()
        let code = City.theft {
            $0.latitude = nil
            $0.longitude = nil
            $0.cellCode = "CRS3035RES200mN2254600E3944800"
        }
        let batch = city.push(code)
        #expect(batch.isEmpty && batch.counts[.outsideTerritory] == 1)
    }

    @Test(
        "a place that is none drops an incident",
        arguments: [
            (nil, nil, "", "", DropReason.noCell), (43.3, nil, "", "", .noCell), (50.0, 5.2, "", "", .outsideTerritory),
            (.nan, 5.2, "", "", .noCell), (.infinity, 5.2, "", "", .noCell), (nil, nil, "", "13201", .areaWithoutGeometry),
            (nil, nil, "CRS3035RES250mN1E1", "", .noCell), (nil, nil, String(repeating: "9", count: 5_000), "", .noCell),
        ] as [(Double?, Double?, String, String, DropReason)])
    func noPlace(latitude: Double?, longitude: Double?, cell: String, area: String, reason: DropReason) {
        var city = City()
        let batch = city.push(
            City.theft {
                $0.latitude = latitude
                $0.longitude = longitude
                $0.cellCode = cell
                $0.areaCode = area
            })
        #expect(batch.isEmpty && batch.counts[reason] == 1)
    }

    @Test("a day without an hour is the day at the place, midnight to midnight")
    func dayOnly() {
        var city = City()
        let incident = city.push(City.theft { $0.timeCertainty = .dayOnly }).incidents.first
        // 2025-06-15T00:00:00+02:00
        #expect(incident?.slot == TimeSlot(start: 1_749_938_400, length: 86_400))
        #expect(incident?.timeCertainty == .dayOnly)
    }

    @Test("an ambiguous wall clock keeps its slot and says so")
    func ambiguous() {
        var city = City()
        let incident = city.push(City.theft { $0.timeCertainty = .ambiguous }).incidents.first
        #expect(incident?.slot == City.theftIncident.slot)
        #expect(incident?.timeCertainty == .ambiguous)
    }

    @Test("an interval takes all the slots it touches")
    func interval() {
        var city = City()
        let incident = city.push(City.theft { $0.phenomenonEnd = Instant(seconds: City.noon + 2_700) }).incidents.first
        #expect(incident?.slot == TimeSlot(start: City.noon, length: 2_700))
    }

    @Test(
        "a time that is none drops the observation",
        arguments: [(nil, DropReason.noTime), (Int64.min, .malformed), (.max, .malformed)] as [(Int64?, DropReason)])
    func hostileTime(milliseconds: Int64?, reason: DropReason) {
        var city = City()
        let batch = city.push(City.theft { $0.phenomenonStart = milliseconds.map(Instant.init(milliseconds:)) })
        #expect(batch.isEmpty && batch.counts[reason] == 1)
    }
}
