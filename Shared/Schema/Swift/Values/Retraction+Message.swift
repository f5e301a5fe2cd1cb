public import Domain
internal import CSchema

extension Retraction: ProtobufCoded {
    /// `quietude.v1.Retraction`
    public static var name: String { "quietude.v1.Retraction" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Retraction>) { quietude__v1__retraction__init(c) }

    func fill(_ c: inout Quietude__V1__Retraction, in arena: Arena) {
        c.sequence = sequence
        c.index = index
        switch retracted {
        case .incident(let incident): c.incident = arena.message(incident)
        case .reading(let reading): c.reading = arena.message(reading)
        }
    }

    init(reading c: Quietude__V1__Retraction) throws(SchemaError) {
        let incident = try Self.message(c.incident, "incident", as: Incident.self)
        let measure = try Self.message(c.reading, "reading", as: Reading.self)
        let retracted: Retracted
        switch (incident, measure) {
        case (let incident?, nil): retracted = .incident(incident)
        case (nil, let measure?): retracted = .reading(measure)
        case (nil, nil): throw .missing(message: Self.name, field: "incident")
        case (.some, .some):
            throw .invalid(message: Self.name, field: "reading", reason: "stands beside an incident; retract one thing at a time")
        }
        self.init(sequence: c.sequence, index: c.index, retracted: retracted)
    }
}
