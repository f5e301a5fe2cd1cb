import Domain
import Testing

@testable import Ingestion

/// What tests of adapters read with.
enum SourceKit {
    static func context(
        mappings: [String: Domain.Category] = [:], places: [String: (Double, Double)] = [:], now: Instant? = nil
    ) throws -> SourceContext {
        var table = PlaceTable()
        for (code, place) in places { try table.add(code, PlaceTable.Place(latitude: place.0, longitude: place.1)) }
        return SourceContext(
            zone: try #require(ZoneTable(identifier: "Europe/Paris")), mappings: mappings, places: table, now: now)
    }

    /// Each file of the standard formats' fixtures, as bytes.
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Material.fixture("Sources/\(name)").utf8) }
}
