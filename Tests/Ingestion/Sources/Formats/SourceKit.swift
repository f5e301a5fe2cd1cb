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

    /// What any adapter says of a whole document.
    static func read(_ adapter: inout any FeedAdapter, _ bytes: [UInt8]) throws -> FeedReading { try FeedReading(opening: &adapter, bytes) }

    /// The same of text.
    static func read(_ adapter: inout any FeedAdapter, _ text: String) throws -> FeedReading { try read(&adapter, Array(text.utf8)) }

    /// Each file of the standard formats' fixtures, as bytes.
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Material.fixture("Sources/\(name)").utf8) }
}
