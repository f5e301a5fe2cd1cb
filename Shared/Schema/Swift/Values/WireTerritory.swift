import Domain
internal import CSchema

/// `quietude.v1.TerritoryEntry`. Not `TerritoryEntry` itself, whose own `name` the message's would hide.
struct WireTerritory {
    var entry: TerritoryEntry
}

extension WireTerritory: ProtobufCoded {
    static var name: String { "quietude.v1.TerritoryEntry" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__TerritoryEntry>) { quietude__v1__territory_entry__init(c) }

    func fill(_ c: inout Quietude__V1__TerritoryEntry, in arena: Arena) {
        c.identifier = arena.string(entry.identifier)
        c.name = arena.string(entry.name)
        c.time_zone = arena.string(entry.timeZone)
        c.live = entry.live ? 1 : 0
        switch entry.grid.plane {
        case .european: c.european_grid = 1
        case .centred(let latitude, let longitude): (c.latitude, c.longitude) = (latitude, longitude)
        }
        c.cell_size = entry.grid.cellSize
        c.publication_level = UInt32(entry.publicationLevel)
        (c.south, c.west, c.north, c.east) = (entry.bounds.south, entry.bounds.west, entry.bounds.north, entry.bounds.east)
        c.slot_length = entry.slotLength
        c.incident_retention = entry.incidentRetention
        c.forecast_interval = entry.forecastInterval
        c.forecast_window = entry.forecastWindow
        (c.n_category_rules, c.category_rules) = arena.messages(entry.categoryRules)
        c.minimum_residents = entry.minimumResidents
        c.residents = arena.data(entry.residents?.packed ?? [])
    }

    init(reading c: Quietude__V1__TerritoryEntry) throws(SchemaError) {
        guard c.cell_size.isFinite, c.cell_size > 0 else {
            throw .invalid(message: Self.name, field: "cell_size", reason: "is metres, more than 0")
        }
        let packed = Self.data(c.residents)
        let residents = packed.isEmpty ? nil : ResidentGrid(packed: packed)
        guard packed.isEmpty || residents != nil else {
            throw .invalid(message: Self.name, field: "residents", reason: "is no packed resident grid")
        }
        let plane: Grid.Plane = c.european_grid != 0 ? .european : .centred(latitude: c.latitude, longitude: c.longitude)
        entry = TerritoryEntry(
            identifier: try Self.text(c.identifier, "identifier"), name: try Self.text(c.name, "name"),
            timeZone: try Self.text(c.time_zone, "time_zone"), live: c.live != 0, grid: Grid(plane: plane, cellSize: c.cell_size),
            publicationLevel: try Self.level(c.publication_level, "publication_level"),
            bounds: Bounds(south: c.south, west: c.west, north: c.north, east: c.east), slotLength: c.slot_length,
            incidentRetention: c.incident_retention, forecastInterval: c.forecast_interval, forecastWindow: c.forecast_window,
            categoryRules: try Self.messages(c.category_rules, c.n_category_rules, "category_rules"),
            minimumResidents: c.minimum_residents, residents: residents)
    }
}
