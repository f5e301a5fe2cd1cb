import Domain
import Testing

@testable import Ingestion

@Suite("The validator of a source")
struct ValidationTests {
    static let now = Instant(seconds: 1_790_000_000)
    private static let territory = TerritoryEntry(
        identifier: "marseille", name: "Marseille", timeZone: "Europe/Paris", live: true, grid: Grid(plane: .european, cellSize: 200),
        bounds: Bounds(south: 43.15, west: 5.2, north: 43.42, east: 5.56))

    private static func source(_ kind: SourceKind = .policeLog, fields: Set<ObservationField> = Set(ObservationField.allCases))
        -> SourceEntry
    {
        SourceEntry(
            identifier: "log", kind: kind, controller: "c", purpose: "p", legalBasis: "l", validFrom: 1_700_000_000,
            validUntil: 1_800_000_000,
            allowedFields: fields, mappings: ["RIXE": .brawl, "temperature": .temperature], maximumText: 10)
    }

    private static func observation() -> Observation {
        Observation(
            observationID: "a-1", phenomenonStart: now.advanced(byMilliseconds: -60_000), offsetMinutes: 120, latitude: 43.2953,
            longitude: 5.3745,
            originalCode: "RIXE")
    }

    private func refusal(
        _ source: SourceEntry = source(), live: Bool = true, _ change: (inout Observation) -> Void
    ) -> ObservationRefusal? {
        var observation = ValidationTests.observation()
        change(&observation)
        return refusal(source, live: live, of: HeldObservation(observation))
    }

    private func refusal(_ source: SourceEntry = source(), live: Bool = true, of held: HeldObservation) -> ObservationRefusal? {
        var territory = ValidationTests.territory
        territory.live = live
        return ObservationValidator(source: source, territory: territory).refusal(of: held, arrival: ValidationTests.now)
    }

    @Test("accepts what the register allows")
    func accepts() {
        #expect(refusal { _ in } == nil)
    }

    @Test("refuses a missing, long or garbled id")
    func identifiers() {
        #expect(refusal { $0.observationID = "" } == ObservationRefusal(.missing, .identifier))
        #expect(refusal { $0.observationID = String(repeating: "x", count: 129) } == ObservationRefusal(.tooLong, .identifier, limit: 128))
        #expect(refusal { $0.observationID = String(repeating: "x", count: 128) } == nil)
        #expect(refusal { $0.observationID = "numéro-é-0123456789" } == nil)
        let garbled = HeldObservation(ValidationTests.observation(), identifier: Array("0123456789".utf8) + [0xc3])
        #expect(refusal(of: garbled) == ObservationRefusal(.notText, .identifier))
    }

    @Test("refuses an observation that says it is another source's")
    func otherSource() {
        #expect(refusal { $0.sourceID = "lag" }?.reason == .otherSource)
        #expect(refusal { $0.sourceID = "log" } == nil)
    }

    @Test("wants a version of what replaces or withdraws")
    func versions() {
        #expect(refusal { $0.operation = .replace }?.reason == .noVersion)
        #expect(
            refusal {
                $0.operation = .replace
                $0.version = 1
            } == nil)
    }

    @Test("refuses corrections of a source that never corrects")
    func corrections() {
        var source = ValidationTests.source()
        source.correctionWindow = 0
        #expect(
            refusal(source) {
                $0.operation = .withdraw
                $0.version = 1
            }?.reason == .correctionsNotDeclared)
    }

    @Test("takes a withdrawal that says no more than id, version and time")
    func withdrawal() {
        let bare = Observation(
            observationID: "a", version: 1, operation: .withdraw, phenomenonStart: ValidationTests.now, offsetMinutes: 60)
        #expect(refusal(of: HeldObservation(bare)) == nil)
    }

    @Test("refuses numbers that no word stands for")
    func unknownNumbers() {
        let changes: [(HeldObservation) -> Void] = [
            { $0.operationNumber = 3 }, { $0.operationNumber = -1 }, { $0.timeCertaintyNumber = 3 }, { $0.severityNumber = 5 },
            { $0.statusNumber = 3 }, { $0.originNumber = 3 }, { $0.qualityNumber = 4 },
        ]
        for change in changes {
            let held = HeldObservation(ValidationTests.observation())
            change(held)
            #expect(refusal(of: held)?.reason == .unknownValue)
        }
    }

    @Test("refuses times that are missing, ahead, or too far back")
    func times() {
        let now = ValidationTests.now
        #expect(refusal { $0.phenomenonStart = nil } == ObservationRefusal(.missing, .phenomenonStart))
        #expect(refusal { $0.phenomenonStart = now.advanced(byMilliseconds: 900_000) } == nil)
        #expect(refusal { $0.phenomenonStart = now.advanced(byMilliseconds: 900_001) }?.reason == .inTheFuture)
        #expect(refusal { $0.phenomenonStart = now.advanced(byMilliseconds: -401 * 86_400_000) }?.reason == .tooOld)
        #expect(refusal(live: false) { $0.phenomenonStart = now.advanced(byMilliseconds: -401 * 86_400_000) } == nil)
        #expect(refusal(live: false) { $0.phenomenonStart = Instant(milliseconds: .min) }?.reason == .tooOld)
        #expect(refusal { $0.phenomenonStart = Instant(milliseconds: .max) }?.reason == .inTheFuture)
    }

    @Test("lets plans speak of the next 400 days", arguments: [SourceKind.agenda, .weather])
    func plans(_ kind: SourceKind) {
        let far = ValidationTests.now.advanced(byMilliseconds: 399 * 86_400_000)
        #expect(refusal(ValidationTests.source(kind)) { $0.phenomenonStart = far } == nil)
    }

    @Test("refuses intervals that end before they start or last for years")
    func intervals() {
        #expect(refusal { $0.phenomenonEnd = ValidationTests.now.advanced(byMilliseconds: -60_001) }?.reason == .endBeforeStart)
        #expect(refusal { $0.phenomenonEnd = Instant(milliseconds: .max) }?.reason == .intervalTooLong)
    }

    @Test("refuses what was said in the future")
    func said() {
        #expect(refusal { $0.resultTime = ValidationTests.now.advanced(byMilliseconds: 3_600_000) } != nil)
    }

    @Test("wants an offset that a wall clock can have", arguments: [-735, 855, 61, Int32.min, Int32.max])
    func offsets(_ minutes: Int32) {
        #expect(refusal { $0.offsetMinutes = minutes }?.reason == .badOffset)
        #expect(refusal { $0.offsetMinutes = nil } == ObservationRefusal(.missing, .offset))
        #expect(refusal { $0.offsetMinutes = 345 } == nil)
    }

    @Test("says that swapped coordinates are swapped")
    func swapped() {
        #expect(
            refusal {
                $0.latitude = 5.3745
                $0.longitude = 43.2953
            }?.reason == .swappedCoordinates)
    }

    @Test("refuses half a position, and one that is nowhere or elsewhere")
    func positions() {
        #expect(refusal { $0.longitude = nil } == ObservationRefusal(.halfPosition, .longitude))
        #expect(refusal { $0.latitude = nil } == ObservationRefusal(.halfPosition, .latitude))
        #expect(refusal { $0.latitude = .nan } == ObservationRefusal(.notFinite, .latitude))
        #expect(refusal { $0.longitude = .infinity } == ObservationRefusal(.notFinite, .longitude))
        #expect(refusal { $0.latitude = 91 } == ObservationRefusal(.outOfRange, .latitude, limit: 90))
        #expect(refusal { $0.longitude = 181 } == ObservationRefusal(.outOfRange, .longitude, limit: 180))
        #expect(
            refusal {
                $0.latitude = 0
                $0.longitude = 0
            }?.reason == .outsideTerritory)
        #expect(refusal { $0.accuracy = -1 } == ObservationRefusal(.outOfRange, .accuracy))
    }

    @Test("refuses each field that the register does not allow, by its name", arguments: ObservationField.allCases)
    func fields(_ field: ObservationField) {
        let source = ValidationTests.source(fields: Set(ObservationField.allCases).subtracting([field]))
        let found = refusal(source) {
            $0.accuracy = 5
            $0.polygon = [43.2, 5.3, 43.3, 5.3, 43.3, 5.4, 43.2, 5.3]
            $0.cellCode = "CRS3035RES200mN2254600E3944800"
            $0.areaCode = "13006"
            $0.severity = .minor
            $0.origin = .reported
            $0.value = 1
            $0.text = "x"
        }
        #expect(found?.reason == .fieldNotAllowed)
        #expect(found?.status == .invalidArgument)
        let names: [ObservationField: ObservationRefusal.Field] = [.position: .latitude, .cell: .cell, .area: .area, .code: .code]
        #expect(found?.field.rawValue == names[field]?.rawValue ?? field.rawValue)
    }

    @Test("refuses text longer than the register says, in bytes")
    func text() {
        #expect(refusal { $0.text = "dix octets" } == nil)
        #expect(refusal { $0.text = "été comme ç" } == ObservationRefusal(.tooLong, .text, limit: 10))
    }

    @Test("refuses polygons that are no ring")
    func polygons() {
        #expect(refusal { $0.polygon = [1, 2, 3, 4, 1, 2] }?.reason == .badPolygon)
        #expect(refusal { $0.polygon = Array(repeating: 1, count: 2_050) }?.reason == .badPolygon)
        #expect(refusal { $0.polygon = [43.2, 5.3, 43.3, 5.3, 43.3, 5.4, 43.2, 5.31] }?.reason == .badPolygon)
    }

    @Test("refuses polygons that are not in the territory, and lets one reach over its edge")
    func polygonPlaces() {
        #expect(refusal { $0.polygon = [43.2, 5.3, 43.3, 5.3, 43.3, 5.9, 43.2, 5.3] } == nil)
        #expect(refusal { $0.polygon = [3.2, 5.3, 3.3, 5.3, 3.3, 5.4, 3.2, 5.3] } == ObservationRefusal(.outsideTerritory, .polygon))
        #expect(refusal { $0.polygon = [5.3, 43.2, 5.3, 43.3, 5.4, 43.3, 5.3, 43.2] } == ObservationRefusal(.swappedCoordinates, .polygon))
        #expect(refusal { $0.polygon = [43.2, 5.3, .nan, 5.3, 43.3, 5.4, 43.2, 5.3] } == ObservationRefusal(.notFinite, .polygon))
    }

    @Test("refuses values that are no numbers, and bounds the wrong way round")
    func values() {
        #expect(refusal { $0.value = .nan } == ObservationRefusal(.notFinite, .value))
        #expect(refusal { $0.upper = .infinity } == ObservationRefusal(.notFinite, .upper))
        #expect(
            refusal {
                $0.lower = 2
                $0.upper = 1
            }?.reason == .reversedBounds)
    }

    @Test("wants a place for an incident, and none for a reading")
    func noPosition() {
        func nowhere(_ code: String) -> Observation {
            var observation = ValidationTests.observation()
            observation.latitude = nil
            observation.longitude = nil
            observation.originalCode = code
            return observation
        }
        #expect(refusal(of: HeldObservation(nowhere("RIXE")))?.reason == .noPosition)
        #expect(refusal(of: HeldObservation(nowhere("not mapped")))?.reason == .noPosition)
        #expect(refusal(of: HeldObservation(nowhere("temperature"))) == nil)
        #expect(refusal(ValidationTests.source(.weather), of: HeldObservation(nowhere("not mapped"))) == nil)
    }

    @Test("admits a source while its entry is valid")
    func admission() throws {
        let validator = TerritoryValidator(
            register: Register(version: "1", territory: ValidationTests.territory, sources: [ValidationTests.source()]))
        #expect(throws: ObservationRefusal(.unknownSource, .source)) { try validator.validator(ofSource: "x", at: ValidationTests.now) }
        #expect(throws: ObservationRefusal(.notYetValid, .source)) { try validator.validator(ofSource: "log", at: Instant(seconds: 1)) }
        #expect(throws: ObservationRefusal(.expired, .source)) {
            try validator.validator(ofSource: "log", at: Instant(seconds: 1_800_000_000))
        }
        #expect(throws: Never.self) { try validator.validator(ofSource: "log", at: ValidationTests.now) }
        #expect(ObservationRefusal(.expired, .source).status == .permissionDenied)
    }

    @Test("does not believe a source that has reported the future")
    func reportedUntil() {
        let validator = ObservationValidator(source: ValidationTests.source(), territory: ValidationTests.territory)
        let now = ValidationTests.now
        #expect(validator.refusal(ofReportedUntil: now, arrival: now) == nil)
        #expect(validator.refusal(ofReportedUntil: Instant(milliseconds: .max), arrival: now)?.reason == .inTheFuture)
    }

    @Test("has a sentence for every reason", arguments: ObservationRefusal.Reason.allCases)
    func sentences(_ reason: ObservationRefusal.Reason) {
        #expect(ObservationRefusal(reason, .text, limit: 10).message.count > 20)
    }
}
