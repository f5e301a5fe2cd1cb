import Correlation
import Domain
import Yams

// How zones are read.
extension RuleSection {
    mutating func zones() -> [RuleZone] {
        guard let node = node("zones") else { return [] }
        guard let named = node.mapping else {
            fail(
                "zones", node, .init("is not a group of named zones", "n'est pas un groupe de zones nommées"),
                .init(
                    "write “name: { latitude: …, longitude: …, radius: 500m }”",
                    "écrire « nom: { latitude: …, longitude: …, radius: 500m } »"))
            return []
        }
        var zones: [RuleZone] = []
        for (key, value) in named {
            let name = key.scalar?.string ?? ""
            if let shape = inside(value, "zones.\(name)", { $0.shape() }) { zones.append(RuleZone(name: name, shape: shape)) }
        }
        if named.count > RuleSet.maximumZones {
            fail(
                "zones", node, .init("are more than \(RuleSet.maximumZones)", "sont plus de \(RuleSet.maximumZones)"),
                .init("merge some of them", "en fusionner"))
        }
        return zones
    }

    private mutating func shape() -> RuleZone.Shape? {
        if let codes = list("cells") { return .cells(codes.compactMap { $0.scalar?.string }) }
        if let corners = node("polygon") { return polygon(corners) }
        if ["south", "west", "north", "east"].contains(where: { has($0) }) { return box() }
        let latitude = required("latitude", number("latitude", in: -90...90), example: "43.2965")
        let longitude = required("longitude", number("longitude", in: -180...180), example: "5.3698")
        let radius = required("radius", distance("radius", in: 1...100_000), example: "800m")
        guard let latitude, let longitude, let radius else { return nil }
        return .circle(latitude: latitude, longitude: longitude, radius: radius)
    }

    private mutating func box() -> RuleZone.Shape? {
        let south = required("south", number("south", in: -90...90), example: "43.29")
        let north = required("north", number("north", in: -90...90), example: "43.31")
        let west = required("west", number("west", in: -180...180), example: "5.36")
        let east = required("east", number("east", in: -180...180), example: "5.39")
        guard let south, let north, let west, let east else { return nil }
        guard south < north, west < east else {
            fail(
                "north", mapping["north"], .init("and east must be beyond south and west", "et east doivent dépasser south et west"),
                .init("swap them", "les échanger"))
            return nil
        }
        return .polygon(latitudes: [south, south, north, north], longitudes: [west, east, east, west])
    }

    private mutating func polygon(_ node: Node) -> RuleZone.Shape? {
        let corners = (node.sequence.map(Array.init) ?? []).map { corner in
            (corner.sequence.map(Array.init) ?? []).compactMap { $0.scalar.flatMap { Double($0.string) } }
        }
        guard (3...1_000).contains(corners.count),
            corners.allSatisfy({ $0.count == 2 && abs($0[0]) <= 90 && abs($0[1]) <= 180 })
        else {
            fail(
                "polygon", node, .init("is not a list of at least three corners", "n'est pas une liste d'au moins trois sommets"),
                .init("write [[latitude, longitude], …]", "écrire [[latitude, longitude], …]"))
            return nil
        }
        return .polygon(latitudes: corners.map { $0[0] }, longitudes: corners.map { $0[1] })
    }
}
