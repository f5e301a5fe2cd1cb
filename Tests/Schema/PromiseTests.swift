import CProtobufC
import CSchema
import Testing

/// What leaves anonymization has no field that could name, locate or single out a person: each field that exists is listed here with the
/// reason why it cannot. A field that somebody adds fails this test until it has its reason too.
@Suite("The promise of what leaves anonymization")
struct PromiseTests {
    /// `Message.field`, and why it is harmless.
    static let allowed: [String: String] = {
        var allowed: [String: String] = [:]
        func allow(_ message: String, _ reason: String, _ fields: String...) {
            for field in fields { allowed["\(message).\(field)"] = reason }
        }
        allow("Cell", "a square of at least the territory's publication level", "level", "column", "row")
        allow("Incident", "one of nine kinds of source, not a source", "kind")
        allow("Incident", "one number of the nomenclature", "category", "severity", "origin", "time_certainty")
        allow("Incident", "a square, not a position", "level", "column", "row")
        allow("Incident", "a slot of at least 15 minutes, not a time", "slot_start", "slot_length")
        allow("IncidentBatch", "incidents", "incidents")
        allow("Reading", "one of nine kinds of source, not a source", "kind")
        allow("Reading", "one number of the nomenclature", "category", "quality")
        allow("Reading", "a square, or the whole territory", "cell")
        allow("Reading", "a slot, not a time", "slot_start", "slot_length", "said_slot")
        allow("Reading", "a measure of a place", "value", "lower", "upper")
        allow("Reading", "from anonymization's fixed list of UCUM units", "unit")
        allow("ReadingBatch", "readings", "readings")
        allow("Retraction", "a place in anonymization's own journal", "sequence", "index")
        allow("Retraction", "what was published before", "incident", "reading")
        allow("RetractionBatch", "retractions", "retractions")
        allow("Signal", "a digest of what it says, made by correlation", "identifier", "situation")
        allow("Signal", "one number of a vocabulary", "kind", "category", "severity", "sources")
        allow("Signal", "squares, not positions", "cells")
        allow("Signal", "bounds of slots", "start", "end")
        allow("Signal", "statistics of slots and squares", "observed", "expected", "p_value")
        allow("Signal", "made from templates and the fields above; no text comes this far", "sentence_fr", "sentence_en")
        allow("Alert", "earlier messages, by their identifiers", "earlier", "gathered")
        allow("AlertReference", "an earlier message: who sent it, its digest, its time of slots", "sender", "identifier", "sent")
        allow("Alert", "one number of a vocabulary", "audiences", "held", "response_types", "occasion", "escalation", "released")
        allow("AlertHold", "one number of a vocabulary", "audience", "reason")
        allow("Alert", "names and codes of public places that its squares touch", "zones", "area_fr", "area_en")
        allow("Forecast", "bounds of windows and slots", "issued_at", "window_start", "window_end", "trained_from", "trained_until")
        allow("Forecast", "one number of a vocabulary", "category", "sources", "silent_sources")
        allow("Forecast", "squares, not positions", "level", "column_steps", "row_steps")
        allow("Forecast", "expected numbers", "expected", "scale_minimum", "scale_ratio", "total", "elsewhere", "dispersion")
        allow("Forecast", "name and version of a program", "model")
        allow("Forecast", "shares of the model's components, ratios and a comparison of sums", "reasons", "factors", "calibration")
        allow("ForecastReasons", "numbers of a vocabulary, and places among the forecast's squares", "components", "place_steps")
        allow("ForecastReasons", "shares of an expected number", "shares")
        allow("ForecastFactor", "one number of a vocabulary, and a ratio", "kind", "ratio")
        allow("ForecastCalibration", "sums over tenths of the city", "days", "expected", "observed", "corrections", "elsewhere")
        allow("Alert", "digests, made by notification", "identifier", "references", "thread", "cause")
        allow("Alert", "the name of the service that sends", "sender")
        allow("Alert", "event time of the watermark or slot that raised it", "sent", "effective", "onset", "expires")
        allow("Alert", "one number of a vocabulary", "status", "message_type", "category", "urgency", "severity", "certainty")
        allow("Alert", "one of CAP's nine words", "cap_category")
        allow("Alert", "made from the policy's templates and the fields of a signal", "headline_fr", "headline_en")
        allow("Alert", "made from the policy's templates and the fields of a signal", "description_fr", "description_en")
        allow("Alert", "written in the policy", "event_fr", "event_en", "instruction_fr", "instruction_en", "rule")
        allow("Alert", "squares, not positions", "cells")
        return allowed
    }()

    private static var roots: [UnsafePointer<ProtobufCMessageDescriptor>] {
        var incidents = Quietude__V1__IncidentBatch()
        quietude__v1__incident_batch__init(&incidents)
        var readings = Quietude__V1__ReadingBatch()
        quietude__v1__reading_batch__init(&readings)
        var retractions = Quietude__V1__RetractionBatch()
        quietude__v1__retraction_batch__init(&retractions)
        var signal = Quietude__V1__Signal()
        quietude__v1__signal__init(&signal)
        var forecast = Quietude__V1__Forecast()
        quietude__v1__forecast__init(&forecast)
        var alert = Quietude__V1__Alert()
        quietude__v1__alert__init(&alert)
        return [
            incidents.base.descriptor, readings.base.descriptor, retractions.base.descriptor, signal.base.descriptor,
            forecast.base.descriptor, alert.base.descriptor,
        ].compactMap { $0 }
    }

    private struct Field {
        let name: String
        let type: ProtobufCType
    }

    /// All fields that can be reached from the roots, as `Message.field`, and how deep messages lie in each other.
    private static func walk() -> (fields: [Field], depth: Int) {
        var (fields, deepest, seen): ([Field], Int, Set<String>) = ([], 0, [])
        func visit(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, depth: Int) {
            deepest = max(deepest, depth)
            guard depth < 20 else { return }
            let message = String(cString: descriptor.pointee.short_name)
            let isNew = seen.insert(message).inserted
            for field in UnsafeBufferPointer(start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields)) {
                if isNew { fields.append(Field(name: "\(message).\(String(cString: field.name))", type: field.type)) }
                if field.type == PROTOBUF_C_TYPE_MESSAGE, let nested = field.descriptor {
                    visit(nested.assumingMemoryBound(to: ProtobufCMessageDescriptor.self), depth: depth + 1)
                }
            }
        }
        for root in roots { visit(root, depth: 1) }
        return (fields, deepest)
    }

    @Test("each field has a reason to exist")
    func listed() {
        let unlisted = Self.walk().fields.map(\.name).filter { Self.allowed[$0] == nil }
        #expect(unlisted.isEmpty, "say in PromiseTests why these cannot carry text, a source, a position or a time: \(unlisted)")
    }

    @Test("no reason outlives its field")
    func current() {
        let existing = Set(Self.walk().fields.map(\.name))
        #expect(Self.allowed.keys.filter { !existing.contains($0) }.isEmpty)
    }

    @Test("an incident has no string, no bytes and no fraction")
    func incident() {
        let loose = [PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_DOUBLE, PROTOBUF_C_TYPE_FLOAT]
        let fields = Self.walk().fields.filter { $0.name.hasPrefix("Incident.") }
        #expect(!fields.isEmpty && fields.allSatisfy { !loose.contains($0.type) })
    }

    @Test("a reading's only string is its unit")
    func reading() {
        let strings = Self.walk().fields.filter { $0.name.hasPrefix("Reading.") && $0.type == PROTOBUF_C_TYPE_STRING }
        #expect(strings.map(\.name) == ["Reading.unit"])
    }

    @Test("no field of what goes down is one for text, an identifier, an exact place or an exact time")
    func forbidden() {
        let words: Set<String> = [
            "text", "note", "comment", "address", "phone", "mail", "plate", "device", "track", "trajectory", "person", "badge", "patient",
            "observation", "latitude", "longitude", "lat", "lon", "easting", "northing", "position", "polygon", "accuracy", "instant",
            "phenomenon", "timestamp", "milliseconds", "seconds", "hash", "pseudonym",
        ]
        let found = Self.walk().fields.map(\.name).filter { name in
            let field = name.split(separator: ".").last ?? ""
            return field.split(separator: "_").contains { words.contains(String($0)) }
        }
        #expect(found.isEmpty)
    }

    @Test("what goes down carries no bytes")
    func bytes() {
        let carried = ["Incident.", "Reading.", "Signal.", "Alert."]
        let loose = Self.walk().fields.filter { field in
            carried.contains { field.name.hasPrefix($0) } && field.type == PROTOBUF_C_TYPE_BYTES
        }
        #expect(loose.isEmpty, "\(loose.map(\.name))")
    }

    @Test("no message of ingestion's can be reached")
    func unreachable() {
        #expect(!Self.walk().fields.contains { $0.name.hasPrefix("Observation") || $0.name.hasPrefix("Source") })
    }

    @Test("messages nest four deep at most, whatever bytes say")
    func depth() { #expect(Self.walk().depth == 4) }
}
