import Domain
import Ingestion
import Testing

@Suite("Sources that watch places where people are")
struct WatchingSourceTests {
    private static let now = Instant(seconds: 1_790_000_000)

    private func refusal(
        _ kind: SourceKind, fields: Set<ObservationField> = Set(ObservationField.allCases), _ change: (inout Observation) -> Void
    ) -> ObservationRefusal? {
        let source = SourceEntry(
            identifier: "watch", kind: kind, controller: "c", purpose: "p", legalBasis: "l", allowedFields: fields,
            mappings: ["presence": .presence, "person-count": .presence, "line-crossing": .presence, "obstruction": .obstruction])
        let territory = TerritoryEntry(
            identifier: "marseille", name: "Marseille", timeZone: "Europe/Paris", live: true,
            grid: Grid(plane: .european, cellSize: 200), bounds: Bounds(south: 43.15, west: 5.2, north: 43.42, east: 5.56))
        var observation = Observation(
            observationID: "cell-12/2026-11-25T03:15", phenomenonStart: Self.now.advanced(byMilliseconds: -60_000), offsetMinutes: 60,
            latitude: 43.2953, longitude: 5.3745, originalCode: "presence", value: 31)
        change(&observation)
        return ObservationValidator(source: source, territory: territory).refusal(of: HeldObservation(observation), arrival: Self.now)
    }

    @Test("class counts and line crossings of a camera are taken", arguments: ["person-count", "line-crossing", "obstruction"])
    func counts(code: String) { #expect(refusal(.camera) { $0.originalCode = code } == nil) }

    @Test(
        "whatever else a camera sends is refused by the register's list of codes",
        arguments: ["face", "plate", "bounding-box", "clothing-colour", "image", "track", ""])
    func undeclared(code: String) {
        #expect(refusal(.camera) { $0.originalCode = code } == ObservationRefusal(.codeNotDeclared, .code))
    }

    @Test(
        "text of a camera or of mobile presence is refused, even where a register would allow it",
        arguments: [SourceKind.camera, .mobilePresence])
    func text(kind: SourceKind) {
        #expect(refusal(kind) { $0.text = "man in a red coat" } == ObservationRefusal(.fieldNotAllowed, .text))
    }

    @Test(
        "an id or a code that looks like a device, a phone or a vehicle is refused",
        arguments: [
            "3c:22:fb:aa:01:9e", "probe-3C-22-FB-AA-01-9E", "490154203237518", "imsi 208150123456789", "+33612345678", "0612345678/3",
            "0033712345678", "AB-123-CD",
        ], [SourceKind.camera, .mobilePresence])
    func devices(text: String, kind: SourceKind) {
        #expect(refusal(kind) { $0.observationID = text } == ObservationRefusal(.personalTrace, .identifier))
        #expect(refusal(kind) { $0.originalCode = text } == ObservationRefusal(.personalTrace, .code))
    }

    @Test(
        "ids made from places and times are taken",
        arguments: [
            "CRS3035RES200mN2254600E3944800-20261125T0315", "1790000000000", "cam-07/2026-11-25", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        ])
    func plainIDs(text: String) { #expect(refusal(.mobilePresence) { $0.observationID = text } == nil) }

    @Test("mobile presence without a count is where a device was: refused")
    func trajectory() {
        #expect(refusal(.mobilePresence) { $0.value = nil } == ObservationRefusal(.notACount, .value))
        #expect(
            refusal(.mobilePresence) {
                $0.value = nil
                $0.lower = 0
                $0.upper = 19
            } == nil)
    }

    @Test("accuracy, severity and origin, which a count has not, are refused of mobile presence whatever the register says")
    func fields() {
        #expect(refusal(.mobilePresence) { $0.accuracy = 12 } == ObservationRefusal(.fieldNotAllowed, .accuracy))
        #expect(refusal(.mobilePresence) { $0.severity = .minor } == ObservationRefusal(.fieldNotAllowed, .severity))
    }

    @Test("other sources keep their ids as they are")
    func others() { #expect(refusal(.policeLog) { $0.observationID = "0612345678" } == nil) }

    @Test("a register that allows text of a camera is refused")
    func register() {
        let yaml = """
            version: "1"
            territories:
              city:
                name: City
                time-zone: Europe/Paris
                grid: { plane: european, cell-size: 200 }
                bounds: { south: 43, west: 5, north: 44, east: 6 }
                sources:
                  cameras:
                    kind: camera
                    controller: c
                    purpose: p
                    legal-basis: l
                    allowed-fields: [position, code, value, text]
            """
        let error = #expect(throws: RegisterError.self) { try RegisterFile(yaml: yaml, digest: []) }
        #expect(error?.problems.map(\.value) == ["text"])
    }
}
