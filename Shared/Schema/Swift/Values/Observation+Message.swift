public import Domain
internal import CSchema

extension Observation: ProtobufCoded {
    /// `quietude.v1.Observation`
    public static var name: String { "quietude.v1.Observation" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Observation>) { quietude__v1__observation__init(c) }

    func fill(_ c: inout Quietude__V1__Observation, in arena: Arena) {
        c.source_id = arena.string(sourceID)
        c.observation_id = arena.string(observationID)
        c.version = version
        c.operation = Quietude__V1__Operation(rawValue: UInt32(operation.rawValue))
        if let phenomenonStart {
            c.phenomenon_start_presence_case = QUIETUDE__V1__OBSERVATION__PHENOMENON_START_PRESENCE_PHENOMENON_START
            c.phenomenon_start = phenomenonStart.milliseconds
        }
        c.phenomenon_end = phenomenonEnd?.milliseconds ?? 0
        if let offsetMinutes {
            c.offset_minutes_presence_case = QUIETUDE__V1__OBSERVATION__OFFSET_MINUTES_PRESENCE_OFFSET_MINUTES
            c.offset_minutes = offsetMinutes
        }
        c.time_certainty = Quietude__V1__TimeCertainty(rawValue: UInt32(timeCertainty.rawValue))
        c.result_time = resultTime?.milliseconds ?? 0
        fillPlace(&c, in: arena)
        c.original_code = arena.string(originalCode)
        c.code_system = arena.string(codeSystem)
        c.severity = Quietude__V1__Severity(rawValue: UInt32(severity.rawValue))
        c.status = Quietude__V1__Status(rawValue: UInt32(status.rawValue))
        c.origin = Quietude__V1__Origin(rawValue: UInt32(origin.rawValue))
        fillMeasure(&c, in: arena)
        c.text = arena.string(text)
    }

    private func fillPlace(_ c: inout Quietude__V1__Observation, in arena: Arena) {
        if let latitude {
            c.latitude_presence_case = QUIETUDE__V1__OBSERVATION__LATITUDE_PRESENCE_LATITUDE
            c.latitude = latitude
        }
        if let longitude {
            c.longitude_presence_case = QUIETUDE__V1__OBSERVATION__LONGITUDE_PRESENCE_LONGITUDE
            c.longitude = longitude
        }
        c.accuracy = accuracy
        if !polygon.isEmpty { c.polygon = arena.message(Ring(coordinates: polygon)) }
        c.cell_code = arena.string(cellCode)
        c.area_code = arena.string(areaCode)
    }

    private func fillMeasure(_ c: inout Quietude__V1__Observation, in arena: Arena) {
        if let value {
            c.value_presence_case = QUIETUDE__V1__OBSERVATION__VALUE_PRESENCE_VALUE
            c.value = value
        }
        c.unit = arena.string(unit)
        c.quality = Quietude__V1__Quality(rawValue: UInt32(quality.rawValue))
        if let lower {
            c.lower_presence_case = QUIETUDE__V1__OBSERVATION__LOWER_PRESENCE_LOWER
            c.lower = lower
        }
        if let upper {
            c.upper_presence_case = QUIETUDE__V1__OBSERVATION__UPPER_PRESENCE_UPPER
            c.upper = upper
        }
    }

    init(reading c: Quietude__V1__Observation) throws(SchemaError) {
        self.init(observationID: try Self.text(c.observation_id, "observation_id"))
        sourceID = try Self.text(c.source_id, "source_id")
        version = c.version
        operation = try Self.closed(c.operation.rawValue, "operation")
        if c.phenomenon_start_presence_case.rawValue != 0 { phenomenonStart = Instant(milliseconds: c.phenomenon_start) }
        if c.phenomenon_end != 0 { phenomenonEnd = Instant(milliseconds: c.phenomenon_end) }
        if c.offset_minutes_presence_case.rawValue != 0 { offsetMinutes = c.offset_minutes }
        timeCertainty = try Self.closed(c.time_certainty.rawValue, "time_certainty")
        if c.result_time != 0 { resultTime = Instant(milliseconds: c.result_time) }
        if c.latitude_presence_case.rawValue != 0 { latitude = c.latitude }
        if c.longitude_presence_case.rawValue != 0 { longitude = c.longitude }
        accuracy = c.accuracy
        polygon = try Self.message(c.polygon, "polygon", as: Ring.self)?.coordinates ?? []
        cellCode = try Self.text(c.cell_code, "cell_code")
        areaCode = try Self.text(c.area_code, "area_code")
        originalCode = try Self.text(c.original_code, "original_code")
        codeSystem = try Self.text(c.code_system, "code_system")
        severity = Self.open(c.severity.rawValue) ?? .unknown
        status = try Self.closed(c.status.rawValue, "status")
        origin = Self.open(c.origin.rawValue) ?? .unspecified
        if c.value_presence_case.rawValue != 0 { value = c.value }
        unit = try Self.text(c.unit, "unit")
        quality = Self.open(c.quality.rawValue) ?? .unspecified
        if c.lower_presence_case.rawValue != 0 { lower = c.lower }
        if c.upper_presence_case.rawValue != 0 { upper = c.upper }
        text = try Self.text(c.text, "text")
    }
}
