import Domain

/// A territory to test with.
func territory(
    zone: String = "UTC", level: UInt8 = 0, interval: UInt32 = 0, window: UInt32 = 86_400,
    bounds: Bounds = Bounds(south: 43.2, west: 5.3, north: 43.3, east: 5.4)
) -> Register {
    Register(
        version: "1",
        territory: TerritoryEntry(
            identifier: "t", name: "T", timeZone: zone, live: false, grid: Grid(plane: .european, cellSize: 250), publicationLevel: level,
            bounds: bounds, forecastInterval: interval, forecastWindow: window),
        sources: [])
}

/// A watermark at seconds since 1970, of one source or none.
func watermark(_ seconds: Int64, silent: SourceKind? = nil) -> Watermark {
    Watermark(
        time: Instant(seconds: seconds),
        sources: silent.map { [Watermark.Source(identifier: "s", kind: $0, time: Instant(seconds: seconds - 9_000), idle: true)] } ?? [])
}

/// An incident at seconds since 1970.
func incident(
    _ category: Domain.Category = .theft, column: Int32 = 0, row: Int32 = 0, level: UInt8 = 0, at seconds: Int64, length: UInt32 = 900,
    kind: SourceKind = .policeLog
) -> Incident {
    Incident(
        kind: kind, category: category, cell: Cell(level: level, column: column, row: row),
        slot: TimeSlot(containing: Instant(seconds: seconds), length: length), timeCertainty: length >= 86_400 ? .dayOnly : .exact)
}
