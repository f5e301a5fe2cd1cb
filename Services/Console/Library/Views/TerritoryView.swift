import Domain

/// The territory and its grid.
public struct TerritoryView: Sendable {
    private let picture: Picture
    private let identifier: String

    /// A view of a picture.
    public init(_ picture: Picture, identifier: String) {
        self.picture = picture
        self.identifier = identifier
    }

    /// - Parameter extent: west, south, east, north of the bounds in the plane, metres; nil where not known.
    public func json(extent: [Double]?) -> JSON {
        let territory = picture.register?.territory
        let start: JSON = [
            "id": .string(identifier), "name": .string(territory?.name ?? identifier), "timeZone": .optional(territory?.timeZone),
            "cellSize": .optional(territory?.grid.cellSize, digits: 9), "publicationLevel": .whole(territory?.publicationLevel),
        ]
        return start.adding([
            "plane": territory.map { .string(Self.plane($0.grid.plane)) } ?? .null,
            "bounds": territory.map { Self.bounds($0.bounds) } ?? .null,
            "extent": extent.map { .array($0.map { .number($0) }) } ?? .null, "watermark": .time(picture.now),
            "live": .boolean(territory?.live ?? false), "earliest": .time(picture.counts.earliest.map { $0 * 3_600 }),
        ])
    }

    private static func plane(_ plane: Grid.Plane) -> String {
        switch plane {
        case .european: "EPSG:3035"
        case .centred(let latitude, let longitude): "LAEA \(latitude) \(longitude)"
        }
    }

    private static func bounds(_ bounds: Bounds) -> JSON {
        ["south": .number(bounds.south), "west": .number(bounds.west), "north": .number(bounds.north), "east": .number(bounds.east)]
    }
}

/// The territory's zones in the plane.
public struct OutlineView: Sendable {
    private let map: ZoneMap

    /// A view of a map.
    public init(_ map: ZoneMap) { self.map = map }

    /// `zones` of /api/outlines.
    public var json: JSON {
        ["zones": .array(map.zones.map(Self.zone))]
    }

    private static func zone(_ zone: Zone) -> JSON {
        let label = zone.label
        return [
            "id": .string(zone.identifier), "name": .string(zone.name),
            "label": .integers([Int64(clamping: Int(label.x.rounded())), Int64(clamping: Int(label.y.rounded()))]),
            "facts": .members(zone.facts.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .optional($0.value, digits: 7)) }),
            "rings": .array(zone.rings.map { .integers($0.map { $0.isFinite ? Int64($0.rounded()) : 0 }) }),
        ]
    }
}
