import Domain
import Schema
import Testing

@Suite("Observations read in place")
struct ObservationBatchViewTests {
    private let arena = Arena()

    private func samples(_ count: Int) -> [ObservationBatch] {
        var chance = Chance(seed: SeededGenerator.seed ^ 0x11)
        return (0..<count).map { _ in .sample(&chance) }
    }

    @Test("are the observations of the batch")
    func sameValues() throws {
        for batch in samples(SeededGenerator.rounds) {
            let read = try withObservationBatch(batch.encoded(), arena: arena) { view in
                ObservationBatch(
                    territory: view.territory, sourceID: view.sourceID,
                    observations: try (0..<view.count).map { try view[$0].observation() },
                    reportedUntil: view.reportedUntil)
            }
            #expect(read == batch)
        }
    }

    @Test("show each field as it is")
    func sameFields() throws {
        for batch in samples(50) {
            try withObservationBatch(batch.encoded(), arena: arena) { view in
                for (index, observation) in batch.observations.enumerated() { expect(view[index], shows: observation) }
            }
        }
    }

    private func expect(_ view: ObservationView, shows observation: Observation) {
        #expect(view.sourceIDBytes.elementsEqual(observation.sourceID.utf8))
        #expect(view.observationIDBytes.elementsEqual(observation.observationID.utf8))
        #expect(view.version == observation.version)
        #expect(view.operationNumber == Int32(observation.operation.rawValue))
        #expect(view.phenomenonStart == observation.phenomenonStart)
        #expect(view.phenomenonEnd == observation.phenomenonEnd)
        #expect(view.offsetMinutes == observation.offsetMinutes)
        #expect(view.timeCertaintyNumber == Int32(observation.timeCertainty.rawValue))
        #expect(view.resultTime == observation.resultTime)
        #expect(view.latitude == observation.latitude)
        #expect(view.longitude == observation.longitude)
        #expect(view.accuracy == observation.accuracy)
        #expect((0..<view.polygonCount).map { view.polygonNumber(at: $0) } == observation.polygon)
        #expect(view.cellCodeBytes.elementsEqual(observation.cellCode.utf8))
        #expect(view.areaCodeBytes.elementsEqual(observation.areaCode.utf8))
        #expect(view.originalCodeBytes.elementsEqual(observation.originalCode.utf8))
        #expect(view.codeSystemBytes.elementsEqual(observation.codeSystem.utf8))
        #expect(view.severityNumber == Int32(observation.severity.rawValue))
        #expect(view.statusNumber == Int32(observation.status.rawValue))
        #expect(view.originNumber == Int32(observation.origin.rawValue))
        #expect(view.value == observation.value)
        #expect(view.unitBytes.elementsEqual(observation.unit.utf8))
        #expect(view.qualityNumber == Int32(observation.quality.rawValue))
        #expect(view.lower == observation.lower)
        #expect(view.upper == observation.upper)
        #expect(view.textBytes.elementsEqual(observation.text.utf8))
    }

    @Test("show numbers of no meaning to whoever validates")
    func unknownNumbers() throws {
        try withObservationBatch(RawField.bytes(3, RawField.varint(4, 77)), arena: arena) { #expect($0[0].operationNumber == 77) }
    }

    @Test("kept in part, are the observations that were kept")
    func keeping() throws {
        var chance = Chance(seed: SeededGenerator.seed ^ 0x22)
        for batch in samples(SeededGenerator.rounds) {
            let kept = batch.observations.indices.filter { _ in chance.flag() }
            let bytes = try withObservationBatch(batch.encoded(), arena: arena) { $0.encoded(keeping: kept) }
            var expected = batch
            expected.observations = kept.map { batch.observations[$0] }
            #expect(bytes == expected.encoded())
        }
    }

    @Test("kept in any order, stand in the order of the batch")
    func keepingOrder() throws {
        let batch = ObservationBatch(
            territory: "t", sourceID: "s", observations: ["a", "b", "c"].map { Observation(observationID: $0) })
        let bytes = try withObservationBatch(batch.encoded(), arena: arena) { $0.encoded(keeping: [2, 0]) }
        #expect(try ObservationBatch(decoding: bytes).observations.map(\.observationID) == ["a", "c"])
    }

    @Test("keep what a newer writer put into them")
    func unknownFieldsSurvive() throws {
        let news = RawField.text(99, "from the future")
        let observation = RawField.bytes(3, RawField.text(2, "a") + news)
        let bytes = observation + RawField.bytes(3, RawField.text(2, "b")) + RawField.varint(98, 5)
        let kept = try withObservationBatch(bytes, arena: arena) { $0.encoded(keeping: [0]) }
        #expect(kept == observation + RawField.varint(98, 5))
    }

    @Test("are refused where a string is not UTF-8, by field", arguments: [(2, "observation_id"), (15, "area_code"), (26, "text")])
    func notUTF8(number: Int, field: String) {
        let bytes = RawField.bytes(3, []) + RawField.bytes(3, RawField.bytes(number, [0x61, 0xff]))
        let error = #expect(throws: SchemaError.self) { try withObservationBatch(bytes, arena: arena) { _ in } }
        #expect(error?.field == "observations[1].\(field)")
    }

    @Test("are refused where a NUL would hide the rest of a string")
    func holdsNUL() {
        let bytes = RawField.bytes(3, RawField.bytes(2, [0x61, 0, 0x62]))
        let error = #expect(throws: SchemaError.self) { try withObservationBatch(bytes, arena: arena) { _ in } }
        #expect(error?.field == "observations[0].observation_id")
    }

    @Test("of one batch after the other do not mix")
    func reuse() throws {
        for name in ["a", "b"] {
            let batch = ObservationBatch(territory: name, sourceID: "s", observations: [Observation(observationID: name)])
            try withObservationBatch(batch.encoded(), arena: arena) { view in
                #expect(view.count == 1 && view[0].observationIDBytes.elementsEqual(name.utf8))
            }
        }
    }

    @Test("leave the arena free when the visitor throws")
    func throwing() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try withObservationBatch([], arena: arena) { _ in throw Stop() } }
        #expect(try withObservationBatch([], arena: arena) { $0.count } == 0)
    }
}

@Suite("Incidents read in place")
struct VisitIncidentsTests {
    @Test("are the incidents of the batch")
    func sameValues() throws {
        let arena = Arena()
        var chance = Chance(seed: SeededGenerator.seed ^ 0x33)
        for _ in 0..<SeededGenerator.rounds {
            let batch = IncidentBatch.sample(&chance)
            var visited: [Incident] = []
            try visitIncidents(batch.encoded(), arena: arena) { visited.append($0) }
            #expect(visited == batch.incidents)
        }
    }

    @Test("are named where one has no meaning")
    func unknown() {
        let bytes = RawField.bytes(1, RawField.varint(1, 1) + RawField.varint(2, 999))
        #expect(throws: SchemaError.unknownValue(message: "quietude.v1.IncidentBatch", field: "incidents[0].category", value: 999)) {
            try visitIncidents(bytes, arena: Arena()) { _ in }
        }
    }
}
