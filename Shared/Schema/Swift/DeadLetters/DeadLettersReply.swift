internal import CSchema

/// What a service refused or set aside.
public struct DeadLettersReply: Hashable, Sendable {
    /// Which service.
    public var service: String
    /// The latest, oldest first.
    public var letters: [DeadLetterEntry]
    /// All there ever were.
    public var counts: [DeadLetterCount]
    /// Under which the digests were made, 16 bytes; empty where there are none.
    public var key: [UInt8]

    /// A value with its fields.
    public init(service: String, letters: [DeadLetterEntry], counts: [DeadLetterCount], key: [UInt8] = []) {
        self.service = service
        self.letters = letters
        self.counts = counts
        self.key = key
    }
}

extension DeadLettersReply: ProtobufCoded {
    /// `quietude.v1.DeadLettersReply`
    public static var name: String { "quietude.v1.DeadLettersReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DeadLettersReply>) { quietude__v1__dead_letters_reply__init(c) }

    func fill(_ c: inout Quietude__V1__DeadLettersReply, in arena: Arena) {
        c.service = arena.string(service)
        (c.n_letters, c.letters) = arena.messages(letters)
        (c.n_counts, c.counts) = arena.messages(counts)
        c.key = arena.data(key)
    }

    init(reading c: Quietude__V1__DeadLettersReply) throws(SchemaError) {
        self.init(
            service: try Self.text(c.service, "service"),
            letters: try Self.messages(c.letters, c.n_letters, "letters"),
            counts: try Self.messages(c.counts, c.n_counts, "counts"),
            key: Self.data(c.key))
    }
}
