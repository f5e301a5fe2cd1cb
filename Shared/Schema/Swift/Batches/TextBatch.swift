public import Domain
internal import CSchema

/// The payload of a `text` record.
public struct TextBatch: Hashable, Sendable {
    /// In the order of their incidents.
    public var texts: [RedactedText]

    /// A batch of redacted notes.
    public init(texts: [RedactedText]) { self.texts = texts }
}

extension TextBatch: ProtobufCoded {
    /// `quietude.v1.TextBatch`
    public static var name: String { "quietude.v1.TextBatch" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__TextBatch>) { quietude__v1__text_batch__init(c) }

    func fill(_ c: inout Quietude__V1__TextBatch, in arena: Arena) {
        (c.n_texts, c.texts) = arena.messages(texts)
    }

    init(reading c: Quietude__V1__TextBatch) throws(SchemaError) {
        self.init(texts: try Self.messages(c.texts, c.n_texts, "texts"))
    }
}
