import Domain
import Notification
import Runtime
import Schema

/// The register in force at this place of the journal, and what the machines make of it.
struct TerritoryGround: Sendable {
    private let places: [NamedPlace]
    private var payload: [UInt8] = []
    private var changed = false

    init(places: [NamedPlace]) { self.places = places }

    /// Takes a register; the ground it gives, nil where it is the one that is known already.
    mutating func register(_ payload: [UInt8]) throws(SchemaError) -> AlertGround? {
        guard payload != self.payload else { return nil }
        let ground = try ground(payload)
        self.payload = payload
        changed = true
        return ground
    }

    private func ground(_ payload: [UInt8]) throws(SchemaError) -> AlertGround {
        AlertGround(try Register(decoding: payload).territory, places: places, offset: ZoneRules.offset)
    }

    var bytes: [UInt8] { payload }

    mutating func takeDelta() -> [UInt8] {
        defer { changed = false }
        return changed ? payload : []
    }

    /// Takes up what was remembered; nil before the first register.
    mutating func restore(_ bytes: [UInt8]) throws(SchemaError) -> AlertGround? {
        payload = bytes
        changed = false
        return bytes.isEmpty ? nil : try ground(bytes)
    }
}
