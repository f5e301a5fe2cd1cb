import Console
import Domain
import Projection

/// GeoJSON features (RFC 7946) of zones and cells, WGS 84.
struct Features {
    let picture: Picture

    init(_ picture: Picture) { self.picture = picture }

    static func collection(_ features: [JSON]) -> JSON { ["type": "FeatureCollection", "features": .array(features)] }

    func zones() -> JSON { Self.collection(picture.zones.zones.map { zone($0) }) }

    func zone(_ zone: Zone, _ more: [JSON.Member] = []) -> JSON {
        let facts = zone.facts.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .optional($0.value, digits: 7)) }
        let properties = [JSON.Member(name: "name", value: .string(zone.name))] + facts + more
        return [
            "type": "Feature", "id": .string(zone.identifier),
            "geometry": ["type": "MultiPolygon", "coordinates": .array(zone.degrees.map { .array([Self.ring($0)]) })],
            "properties": .members(properties),
        ]
    }

    func comparisons(_ rows: [ComparisonView.Row]) -> JSON {
        let byZone = Dictionary(rows.map { ($0.identifier, $0) }) { first, _ in first }
        return Self.collection(
            picture.zones.zones.compactMap { zone in
                byZone[zone.identifier].map { row in
                    self.zone(
                        zone,
                        [
                            .init(name: "count", value: .whole(row.count)), .init(name: "before", value: .whole(row.before)),
                            .init(name: "change", value: .optional(row.change, digits: 3)),
                            .init(name: "notable", value: .boolean(row.isNotable)),
                        ])
                }
            })
    }

    func cellDays(_ rows: [ExportView.CellDay]) throws -> JSON {
        let rings = try rings(rows.map(\.cell))
        return Self.collection(
            zip(rows, rings).map { row, ring in
                [
                    "type": "Feature", "geometry": ["type": "Polygon", "coordinates": [Self.ring(ring)]],
                    "properties": [
                        "day": .string(row.day.text), "category": .string(row.category.code), "count": .whole(row.count),
                        "cell": .optional(picture.register?.territory.grid.inspireCode(of: row.cell)),
                    ],
                ]
            })
    }

    /// The outlines of cells in degrees, closed, counterclockwise; projected all at once.
    func rings(_ cells: [Cell]) throws -> [[Double]] {
        guard let grid = picture.register?.territory.grid else { return cells.map { _ in [] } }
        var (xs, ys): ([Double], [Double]) = ([], [])
        for cell in cells {
            let side = grid.size(atLevel: cell.level)
            let (west, south) = (Double(cell.column) * side, Double(cell.row) * side)
            xs += [west, west + side, west + side, west]
            ys += [south, south, south + side, south + side]
        }
        try LAEAProjection(grid: grid).unproject(eastings: &xs, northings: &ys)
        var rings: [[Double]] = []
        for index in cells.indices {
            var ring: [Double] = []
            for corner in 0...4 {
                let place = index * 4 + corner % 4
                ring.append(xs[place])
                ring.append(ys[place])
            }
            rings.append(ring)
        }
        return rings
    }

    /// A box of degrees in the plane, metres: west, south, east, north.
    func plane(_ box: [Double]) throws -> [Double]? {
        guard let grid = picture.register?.territory.grid else { return nil }
        let (width, height) = (box[2] - box[0], box[3] - box[1])
        var (xs, ys): ([Double], [Double]) = ([], [])
        for step in stride(from: 0.0, through: 1, by: 0.0625) {
            xs += [box[0] + width * step, box[0] + width * step, box[0], box[2]]
            ys += [box[1], box[3], box[1] + height * step, box[1] + height * step]
        }
        try LAEAProjection(grid: grid).project(longitudes: &xs, latitudes: &ys)
        guard let west = xs.filter(\.isFinite).min(), let east = xs.filter(\.isFinite).max(), let south = ys.filter(\.isFinite).min(),
            let north = ys.filter(\.isFinite).max()
        else { return nil }
        return [west, south, east, north]
    }

    /// Seven decimals: a centimetre.
    static func ring(_ flat: [Double]) -> JSON {
        .array(
            stride(from: 0, to: flat.count - 1, by: 2).map { place in
                .array([.number((flat[place] * 1e7).rounded() / 1e7), .number((flat[place + 1] * 1e7).rounded() / 1e7)])
            })
    }
}
