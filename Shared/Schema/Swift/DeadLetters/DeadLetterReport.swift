internal import CSchema

/// A partner's own refusals: rows that its adapter could not read.
public struct DeadLetterReport: Hashable, Sendable {
    /// Of this territory.
    public var territory: String
    /// Of this source.
    public var source: String
    /// At most 1,000; their source and stage are not read.
    public var letters: [DeadLetterEntry]

    /// A value with its fields.
    public init(territory: String, source: String, letters: [DeadLetterEntry]) {
        self.territory = territory
        self.source = source
        self.letters = letters
    }
}

extension DeadLetterReport: ProtobufCoded {
    /// `quietude.v1.DeadLetterReport`
    public static var name: String { "quietude.v1.DeadLetterReport" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DeadLetterReport>) { quietude__v1__dead_letter_report__init(c) }

    func fill(_ c: inout Quietude__V1__DeadLetterReport, in arena: Arena) {
        c.territory = arena.string(territory)
        c.source = arena.string(source)
        (c.n_letters, c.letters) = arena.messages(letters)
    }

    init(reading c: Quietude__V1__DeadLetterReport) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"),
            source: try Self.text(c.source, "source"),
            letters: try Self.messages(c.letters, c.n_letters, "letters"))
    }
}
