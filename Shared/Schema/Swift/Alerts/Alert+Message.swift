public import Domain
internal import CSchema

extension Alert: ProtobufCoded {
    /// `quietude.v1.Alert`
    public static var name: String { "quietude.v1.Alert" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Alert>) { quietude__v1__alert__init(c) }

    func fill(_ c: inout Quietude__V1__Alert, in arena: Arena) {
        c.identifier = arena.string(identifier)
        c.sender = arena.string(sender)
        c.sent = sent
        c.status = Quietude__V1__Status(rawValue: UInt32(status.rawValue))
        c.message_type = Quietude__V1__MessageType(rawValue: UInt32(messageType.rawValue))
        (c.n_references, c.references) = arena.strings(references.map(\.identifier))
        (c.n_earlier, c.earlier) = arena.messages(references)
        c.cap_category = arena.string(capCategory)
        c.category = UInt32(category.rawValue)
        c.urgency = Quietude__V1__Urgency(rawValue: UInt32(urgency.rawValue))
        c.severity = Quietude__V1__Severity(rawValue: UInt32(severity.rawValue))
        c.certainty = Quietude__V1__Certainty(rawValue: UInt32(certainty.rawValue))
        c.effective = effective
        c.onset = onset
        c.expires = expires
        (c.event_fr, c.event_en) = (arena.string(french.event), arena.string(english.event))
        (c.headline_fr, c.headline_en) = (arena.string(french.headline), arena.string(english.headline))
        (c.description_fr, c.description_en) = (arena.string(french.description), arena.string(english.description))
        (c.instruction_fr, c.instruction_en) = (arena.string(french.instruction), arena.string(english.instruction))
        (c.n_cells, c.cells) = arena.messages(cells)
        c.rule = arena.string(rule)
        c.thread = arena.string(thread)
        c.cause = arena.string(cause)
        (c.n_audiences, c.audiences) = arena.array(audiences.sorted().map { Quietude__V1__Audience(rawValue: UInt32($0.rawValue)) })
        (c.n_held, c.held) = arena.messages(held)
        (c.n_zones, c.zones) = arena.strings(zones)
        (c.area_fr, c.area_en) = (arena.string(place.french), arena.string(place.english))
        (c.n_response_types, c.response_types) = arena.array(
            responseTypes.map { Quietude__V1__ResponseType(rawValue: UInt32($0.rawValue)) })
        c.occasion = Quietude__V1__AlertOccasion(rawValue: UInt32(occasion.rawValue))
        c.escalation = escalation
        c.released = isReleased ? 1 : 0
        (c.n_gathered, c.gathered) = arena.strings(gathered)
    }

    init(reading c: Quietude__V1__Alert) throws(SchemaError) {
        self.init(
            identifier: try Self.text(c.identifier, "identifier"), sender: try Self.text(c.sender, "sender"), sent: c.sent,
            status: try Self.closed(c.status.rawValue, "status"), messageType: try Self.closed(c.message_type.rawValue, "message_type"),
            references: try Self.references(c),
            capCategory: try Self.text(c.cap_category, "cap_category"), category: try Self.closed(c.category, "category"),
            urgency: Self.open(c.urgency.rawValue) ?? .unknown, severity: Self.open(c.severity.rawValue) ?? .unknown,
            certainty: Self.open(c.certainty.rawValue) ?? .unknown, effective: c.effective, onset: c.onset, expires: c.expires,
            french: Wording(
                event: try Self.text(c.event_fr, "event_fr"), headline: try Self.text(c.headline_fr, "headline_fr"),
                description: try Self.text(c.description_fr, "description_fr"),
                instruction: try Self.text(c.instruction_fr, "instruction_fr")),
            english: Wording(
                event: try Self.text(c.event_en, "event_en"), headline: try Self.text(c.headline_en, "headline_en"),
                description: try Self.text(c.description_en, "description_en"),
                instruction: try Self.text(c.instruction_en, "instruction_en")),
            cells: try Self.messages(c.cells, c.n_cells, "cells"), rule: try Self.text(c.rule, "rule"),
            thread: try Self.text(c.thread, "thread"), cause: try Self.text(c.cause, "cause"),
            audiences: Self.audiences(c), held: try Self.messages(c.held, c.n_held, "held"),
            zones: try Self.texts(c.zones, c.n_zones, "zones"),
            place: Place(french: try Self.text(c.area_fr, "area_fr"), english: try Self.text(c.area_en, "area_en")),
            responseTypes: Self.array(c.response_types, c.n_response_types).compactMap { Self.open($0.rawValue) },
            occasion: Self.open(c.occasion.rawValue) ?? .changed, escalation: c.escalation, isReleased: c.released != 0,
            gathered: try Self.texts(c.gathered, c.n_gathered, "gathered"))
    }

    /// An audience of no meaning to this version is not rung by it. A message from before there were any rings those it rang then.
    private static func audiences(_ c: Quietude__V1__Alert) -> Set<Audience> {
        if c.occasion.rawValue == 0, c.n_audiences == 0, c.n_held == 0 { return Audience.staff }
        return Set(array(c.audiences, c.n_audiences).compactMap { open($0.rawValue) })
    }

    /// A message from before references were whole names its own sender's.
    private static func references(_ c: Quietude__V1__Alert) throws(SchemaError) -> [Reference] {
        guard c.n_earlier == 0, c.n_references > 0 else { return try messages(c.earlier, c.n_earlier, "earlier") }
        let sender = try text(c.sender, "sender")
        return try texts(c.references, c.n_references, "references").map { Reference(sender: sender, identifier: $0, sent: c.sent) }
    }
}
