import CProtobufC
import CSchema
import Testing

/// The one exception: a redacted note. It is a message of its own, and no other message that goes down can hold it.
@Suite("The promise of redacted notes")
struct TextPromiseTests {
    private typealias Descriptor = UnsafePointer<ProtobufCMessageDescriptor>

    private static func fields(of descriptor: Descriptor) -> [ProtobufCFieldDescriptor] {
        Array(UnsafeBufferPointer(start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields)))
    }

    /// Names of all messages that a message can hold, itself among them.
    private static func reachable(from root: Descriptor) -> Set<String> {
        var seen: Set<String> = []
        var waiting = [root]
        while let descriptor = waiting.popLast() {
            guard seen.insert(String(cString: descriptor.pointee.short_name)).inserted else { continue }
            for field in fields(of: descriptor) where field.type == PROTOBUF_C_TYPE_MESSAGE {
                if let nested = field.descriptor { waiting.append(nested.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)) }
            }
        }
        return seen
    }

    private static var text: Descriptor? {
        var text = Quietude__V1__Text()
        quietude__v1__text__init(&text)
        return UnsafePointer(text.base.descriptor)
    }

    /// Everything that is not ingestion's and not a note's own: feeds' payloads, what operators do, what a late joiner asks for, the register.
    private static var others: [Descriptor] {
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
        var action = Quietude__V1__AlertAction()
        quietude__v1__alert_action__init(&action)
        var inForce = Quietude__V1__InForceReply()
        quietude__v1__in_force_reply__init(&inForce)
        var watermark = Quietude__V1__Watermark()
        quietude__v1__watermark__init(&watermark)
        var register = Quietude__V1__Register()
        quietude__v1__register__init(&register)
        return [
            incidents.base.descriptor, readings.base.descriptor, retractions.base.descriptor, signal.base.descriptor,
            forecast.base.descriptor, alert.base.descriptor, action.base.descriptor, inForce.base.descriptor,
            watermark.base.descriptor, register.base.descriptor,
        ].compactMap { $0 }
    }

    @Test("nothing else that goes down can hold a note")
    func apart() {
        #expect(Self.others.count == 10)
        for root in Self.others { #expect(!Self.reachable(from: root).contains("Text")) }
    }

    @Test("a note has its incident's square and slot, its place in the journal, and words; no source, no position, no time of day")
    func fields() throws {
        let names = Self.fields(of: try #require(Self.text)).map { String(cString: $0.name) }
        #expect(
            Set(names) == ["kind", "category", "level", "column", "row", "slot_start", "slot_length", "sequence", "index", "text"])
    }

    @Test("its only loose field is its words")
    func loose() throws {
        let loose = [PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_DOUBLE, PROTOBUF_C_TYPE_FLOAT]
        let fields = Self.fields(of: try #require(Self.text)).filter { loose.contains($0.type) }
        #expect(fields.map { String(cString: $0.name) } == ["text"])
    }
}
