public import Domain
internal import CSchema

/// Decodes an `incidents` payload and visits each incident; nothing is allocated for each. What the arena held before dies.
///
/// Throws `SchemaError` before the first visit where the bytes are no batch, and at the incident that has no meaning.
public func visitIncidents(
    _ bytes: UnsafeRawBufferPointer, arena: Arena, _ body: (Incident) throws -> Void
) throws {
    arena.lend()
    defer { arena.giveBack() }
    let batch = try IncidentBatch.unpack(bytes, in: arena)
    for index in 0..<batch.pointee.n_incidents {
        guard let item = batch.pointee.incidents[index] else { throw SchemaError.malformed(message: IncidentBatch.name) }
        let incident: Incident
        do throws(SchemaError) { incident = try Incident(reading: item.pointee) } catch {
            throw error.inside(IncidentBatch.name, "incidents[\(index)]")
        }
        try body(incident)
    }
}

/// Decodes an `incidents` payload and visits each incident; see the other `visitIncidents`.
public func visitIncidents(_ bytes: [UInt8], arena: Arena, _ body: (Incident) throws -> Void) throws {
    try bytes.withUnsafeBytes { try visitIncidents($0, arena: arena, body) }
}
