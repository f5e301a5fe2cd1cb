public import Domain
internal import CSchema

/// Asks for the alerts in force, or for those that are named.
public struct InForceRequest: Hashable, Sendable {
    /// Whose alerts.
    public var territory: String
    /// Which ones, as a subscription would; nil for all that rings anyone.
    public var filter: AlertFilter?
    /// Messages or threads, in force or not; empty: all that are in force.
    public var identifiers: [String]
    /// Those after this thread alone, where one answer could not hold all; empty: from the first.
    public var after: String

    /// A question.
    public init(territory: String, filter: AlertFilter? = nil, identifiers: [String] = [], after: String = "") {
        self.territory = territory
        self.filter = filter
        self.identifiers = identifiers
        self.after = after
    }
}

extension InForceRequest: ProtobufCoded {
    /// `quietude.v1.InForceRequest`
    public static var name: String { "quietude.v1.InForceRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__InForceRequest>) { quietude__v1__in_force_request__init(c) }

    func fill(_ c: inout Quietude__V1__InForceRequest, in arena: Arena) {
        c.territory = arena.string(territory)
        c.filter = filter.map { arena.message($0) }
        (c.n_identifiers, c.identifiers) = arena.strings(identifiers)
        c.after = arena.string(after)
    }

    init(reading c: Quietude__V1__InForceRequest) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"), filter: try Self.message(c.filter, "filter"),
            identifiers: try Self.texts(c.identifiers, c.n_identifiers, "identifiers"), after: try Self.text(c.after, "after"))
    }
}
