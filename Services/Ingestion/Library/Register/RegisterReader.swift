import Domain

/// From the sections of a register file to registers.
struct RegisterReader {
    let findings: RegisterFindings

    private static let year: UInt32 = 31_622_400
    private static let defaultResidents: UInt32 = 50

    /// The whole file; what it returns counts only where nothing was found wrong.
    func read(_ root: YAMLSection, digest: [UInt8]) -> RegisterFile? {
        let version = root.sentence("version", "the controller's own version of this file, such as 2026-11-24")
        var registers: [Register] = []
        var columnMaps: [RegisterFile.SourceReference: ColumnMap] = [:]
        var oldest: [String: UInt32] = [:]
        var residentFiles: [String: RegisterFile.ResidentReference] = [:]
        let territories = root.section("territories")
        let declared = territories?.sections() ?? []
        if declared.isEmpty { findings.add(root.mark, "territories", "", "missing: name at least one territory under `territories:`") }
        for (name, section) in declared {
            guard section.isIdentifier(name) else { continue }
            oldest[name.text] = section.duration("oldest", default: RegisterFile.defaultOldest, in: 3_600...4 * RegisterReader.year)
            let zone = zone(section)
            let entry = territory(name.text, section, zone)
            residentFiles[name.text] = residentFile(section, entry)
            var sources: [SourceEntry] = []
            let declared = section.section("sources")?.sections() ?? []
            if declared.isEmpty {
                findings.add(section.mark, section.path(of: "sources"), "", "missing: a territory has at least one source")
            }
            for (source, entry) in declared where entry.isIdentifier(source) {
                let reader = SourceReader(section: entry, zone: zone)
                if let entry = reader.entry(source.text) { sources.append(entry) }
                if let map = reader.columnMap() {
                    columnMaps[RegisterFile.SourceReference(territory: name.text, source: source.text)] = map
                }
                entry.finish()
            }
            section.finish()
            guard let entry, let version else { continue }
            sources.sort { $0.identifier < $1.identifier }
            registers.append(Register(version: version, territory: entry, sources: sources, digest: digest))
        }
        root.finish()
        registers.sort { $0.territory.identifier < $1.territory.identifier }
        return registers.isEmpty
            ? nil : RegisterFile(registers: registers, columnMaps: columnMaps, oldest: oldest, residentFiles: residentFiles)
    }

    private func zone(_ section: YAMLSection) -> ZoneTable? {
        guard let scalar = section.required("time-zone", "write an IANA time zone, such as Europe/Paris") else { return nil }
        let zone = ZoneTable(identifier: scalar.text)
        if zone == nil { section.refuse(scalar, "write an IANA time zone, such as Europe/Paris") }
        return zone
    }

    private func territory(_ identifier: String, _ section: YAMLSection, _ zone: ZoneTable?) -> TerritoryEntry? {
        let name = section.sentence("name", "the territory's name as people read it")
        let grid = grid(section)
        let bounds = bounds(section)
        let slot = section.duration("slot", default: TimeSlot.defaultLength, in: 60...86_400)
        let live = section.boolean("live", default: true)
        let level = section.whole("publication-level", default: 0, in: 0...UInt32(Cell.maximumLevel))
        let retention = section.duration("incident-retention", default: 63_072_000, in: 86_400...100 * RegisterReader.year)
        let interval = section.duration("forecast-interval", default: 0, in: 0...604_800)
        let window = section.duration("forecast-window", default: 86_400, in: 900...2_419_200)
        let rules = categoryRules(section)
        // Enough that INSEE would publish the cell's statistics several times over (it needs 11 households).
        let asked = section.scalar("residents") == nil ? 0 : RegisterReader.defaultResidents
        let residents = section.whole("minimum-residents", default: asked, in: 0...1_000_000)
        guard let name, let zone, let grid, let bounds else { return nil }
        return TerritoryEntry(
            identifier: identifier, name: name, timeZone: zone.name, live: live, grid: grid, publicationLevel: UInt8(level), bounds: bounds,
            slotLength: slot, incidentRetention: retention, forecastInterval: interval, forecastWindow: window, categoryRules: rules,
            minimumResidents: residents)
    }

    /// The file that says who lives where, to be read by the shell.
    private func residentFile(_ section: YAMLSection, _ entry: TerritoryEntry?) -> RegisterFile.ResidentReference? {
        guard let scalar = section.scalar("residents") else { return nil }
        guard (1...512).contains(scalar.text.utf8.count) else {
            section.refuse(scalar, "name a CSV file of cells and residents, beside the register or with its whole path")
            return nil
        }
        if entry?.minimumResidents == 0 { section.refuse(scalar, "needs `minimum-residents` above 0") }
        return RegisterFile.ResidentReference(
            path: scalar.text, line: scalar.mark?.line ?? 1, column: scalar.mark?.column ?? 1, key: scalar.path)
    }

    private func grid(_ section: YAMLSection) -> Grid? {
        guard let grid = section.section("grid") else {
            findings.add(
                section.mark, section.path(of: "grid"), "", "missing: write `plane` (european or centred) and `cell-size` in metres")
            return nil
        }
        defer { grid.finish() }
        let size = grid.number("cell-size", in: 10...100_000, "the width of a cell in metres")
        let european = grid.choice("plane", default: true, [("european", true), ("centred", false)])
        if european { return size.map { Grid(plane: .european, cellSize: $0) } }
        let latitude = grid.number("latitude", in: -90...90, "the latitude of the plane's centre")
        let longitude = grid.number("longitude", in: -180...180, "the longitude of the plane's centre")
        guard let size, let latitude, let longitude else { return nil }
        return Grid(plane: .centred(latitude: latitude, longitude: longitude), cellSize: size)
    }

    private func bounds(_ section: YAMLSection) -> Bounds? {
        guard let sides = section.section("bounds") else {
            findings.add(section.mark, section.path(of: "bounds"), "", "missing: write south, west, north and east in degrees")
            return nil
        }
        defer { sides.finish() }
        let south = sides.number("south", in: -90...90, "a latitude in degrees")
        let west = sides.number("west", in: -180...180, "a longitude in degrees")
        let north = sides.number("north", in: -90...90, "a latitude in degrees")
        let east = sides.number("east", in: -180...180, "a longitude in degrees")
        guard let south, let west, let north, let east else { return nil }
        guard south < north, west < east else {
            findings.add(sides.mark, sides.path, "", "south must be below north, and west left of east")
            return nil
        }
        return Bounds(south: south, west: west, north: north, east: east)
    }

    private func categoryRules(_ section: YAMLSection) -> [CategoryRule] {
        var rules: [CategoryRule] = []
        for (name, rule) in section.section("category-rules")?.sections() ?? [] {
            defer { rule.finish() }
            let level = rule.whole("level", default: 0, in: 0...UInt32(Cell.maximumLevel))
            let slot = rule.duration("slot", default: 0, in: 0...2_419_200)
            let refused = rule.boolean("refused", default: false)
            let residents = rule.whole("minimum-residents", default: 0, in: 0...1_000_000)
            guard let category = Category(code: name.text) else {
                findings.add(name.mark, name.path, name.text, "not one of our categories: \(RegisterReader.categoryCodes)")
                continue
            }
            rules.append(
                CategoryRule(category: category, level: UInt8(level), slotLength: slot, refused: refused, minimumResidents: residents))
        }
        return rules.sorted { $0.category < $1.category }
    }

    static let categoryCodes = Category.allCases.map(\.code).joined(separator: ", ")
}
