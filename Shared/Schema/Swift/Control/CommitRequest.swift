internal import CSchema

/// Says how far a consumer has dealt with a territory's journal.
public struct CommitRequest: Hashable, Sendable {
    /// Whose journal.
    public var territory: String
    /// The name of the subscription.
    public var consumer: String
    /// The last record that was dealt with.
    public var cursor: Cursor

    /// A commit of a consumer's cursor.
    public init(territory: String, consumer: String, cursor: Cursor) {
        self.territory = territory
        self.consumer = consumer
        self.cursor = cursor
    }
}

extension CommitRequest: ProtobufCoded {
    /// `quietude.v1.CommitRequest`
    public static var name: String { "quietude.v1.CommitRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__CommitRequest>) { quietude__v1__commit_request__init(c) }

    func fill(_ c: inout Quietude__V1__CommitRequest, in arena: Arena) {
        c.territory = arena.string(territory)
        c.consumer = arena.string(consumer)
        c.cursor = arena.message(cursor)
    }

    init(reading c: Quietude__V1__CommitRequest) throws(SchemaError) {
        guard let cursor = try Self.message(c.cursor, "cursor", as: Cursor.self) else {
            throw .missing(message: Self.name, field: "cursor")
        }
        self.init(territory: try Self.text(c.territory, "territory"), consumer: try Self.text(c.consumer, "consumer"), cursor: cursor)
    }
}
