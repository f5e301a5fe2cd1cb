public import Domain
internal import CSchema

extension AlertFilter: ProtobufCoded {
    /// `quietude.v1.AlertFilter`
    public static var name: String { "quietude.v1.AlertFilter" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertFilter>) { quietude__v1__alert_filter__init(c) }

    func fill(_ c: inout Quietude__V1__AlertFilter, in arena: Arena) {
        (c.n_categories, c.categories) = arena.array(categories.sorted().map { UInt32($0.rawValue) })
        c.minimum_severity = Quietude__V1__Severity(rawValue: UInt32(minimumSeverity.rawValue))
        if let box {
            c.has_area = 1
            c.west_column = box.west
            c.east_column = box.east
            c.south_row = box.south
            c.north_row = box.north
        }
        (c.n_zones, c.zones) = arena.strings(zones.sorted())
        (c.n_cells, c.cells) = arena.messages(cells)
        (c.n_polygons, c.polygons) = arena.messages(polygons.map(WireRing.init(coordinates:)))
        (c.n_audiences, c.audiences) = arena.array(audiences.sorted().map { Quietude__V1__Audience(rawValue: UInt32($0.rawValue)) })
        (c.n_languages, c.languages) = arena.strings(languages.map(\.rawValue).sorted())
        c.held = includesHeld ? 1 : 0
    }

    // What has no meaning is refused, not read as "unknown": that would let through more than was asked for.
    init(reading c: Quietude__V1__AlertFilter) throws(SchemaError) {
        self.init()
        for number in Self.array(c.categories, c.n_categories) { categories.insert(try Self.closed(number, "categories")) }
        minimumSeverity = try Self.closed(c.minimum_severity.rawValue, "minimum_severity")
        if c.has_area != 0 {
            box = CellBox(west: c.west_column, east: c.east_column, south: c.south_row, north: c.north_row)
        }
        try Self.bound(c.n_zones, "zones")
        zones = Set(try Self.texts(c.zones, c.n_zones, "zones"))
        try Self.bound(c.n_cells, "cells")
        cells = try Self.messages(c.cells, c.n_cells, "cells")
        try Self.bound(c.n_polygons, "polygons")
        for ring in try Self.messages(c.polygons, c.n_polygons, "polygons", as: WireRing.self) { polygons.append(ring.coordinates) }
        try Self.bound(polygons.reduce(0) { $0 + $1.count / 2 }, "polygons")
        guard polygons.allSatisfy({ $0.count >= 6 && $0.count % 2 == 0 && $0.allSatisfy(\.isFinite) }) else {
            throw .invalid(message: Self.name, field: "polygons", reason: "has a ring of fewer than three positions, or half a position")
        }
        for number in Self.array(c.audiences, c.n_audiences) { audiences.insert(try Self.closed(number.rawValue, "audiences")) }
        for word in try Self.texts(c.languages, c.n_languages, "languages") {
            guard let language = Alert.Language(rawValue: word) else {
                throw .invalid(
                    message: Self.name, field: "languages", reason: "names a language that alerts are not written in; use fr or en")
            }
            languages.insert(language)
        }
        includesHeld = c.held != 0
    }

    private static func bound(_ count: Int, _ field: String) throws(SchemaError) {
        guard count <= maximumParts else {
            throw .invalid(message: name, field: field, reason: "holds more than \(maximumParts); use fewer, larger ones")
        }
    }
}

/// `Ring` is a name of `AlertFilter`'s own too.
private typealias WireRing = Ring
