import Domain

/// `grid:` of a gateway's file, as in the register: how cells lie on the Earth, for documents that show areas.
enum GridSettings {
    /// Nil where the file says nothing of it: then documents have codes of cells and no polygons.
    static func read(_ root: ConfigurationSection) -> Grid? {
        guard root.has("grid") else { return nil }
        let section = root.section("grid")
        let isEuropean = section.word("plane", [("european", true), ("centred", false)], default: true)
        let size = section.number("cell-size", in: 1...100_000, default: 200)
        var plane = Grid.Plane.european
        if !isEuropean {
            func degrees(_ key: String, _ most: Double) -> Double {
                guard let value = Double(section.required(key, "degrees")), abs(value) <= most else {
                    section.fault(key, "write degrees from \(-most) to \(most)")
                    return 0
                }
                return value
            }
            plane = .centred(latitude: degrees("latitude", 90), longitude: degrees("longitude", 180))
        }
        section.finish()
        return Grid(plane: plane, cellSize: Double(size))
    }
}
