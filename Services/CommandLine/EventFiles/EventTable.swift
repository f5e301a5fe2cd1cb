import Domain
import Projection

/// Events of a file, a column each, in the file's order: what the offline commands work on.
public struct EventTable: Sendable {
    /// Local wall clock: seconds since 1970-01-01T00:00 as if it were UTC. So a day always has 24 hours, and a change of summer time moves nothing.
    public internal(set) var wallSeconds: [Int64] = []
    /// WGS 84 degrees.
    public internal(set) var latitudes: [Double] = []
    /// WGS 84 degrees.
    public internal(set) var longitudes: [Double] = []
    /// Places in `categoryNames`.
    public internal(set) var categories: [UInt16] = []
    /// Names as the file writes them, in the order of their first row.
    public internal(set) var categoryNames: [String] = []
    /// Whether officers found the event because they were there (column `discovered`: 1, true, yes, oui); empty where the file has no such column.
    public internal(set) var discovered: [Bool] = []
    /// Lines of the file, header and empty ones included.
    public internal(set) var lines = 0
    /// Rows that were refused.
    public internal(set) var refused = 0
    /// The first of them, `EventFile.problemsKept` at most.
    public internal(set) var problems: [EventProblem] = []

    /// An empty table.
    public init() {}

    /// How many events.
    public var count: Int { wallSeconds.count }

    /// The cell of each event on a Lambert azimuthal equal-area plane on GRS80 that touches at a point.
    ///
    /// - Parameters:
    ///   - lat0: latitude of the plane's centre, degrees.
    ///   - lon0: longitude of the plane's centre, degrees.
    ///   - size: width of a cell, metres.
    /// - Returns: columns counted eastwards and rows northwards from the centre: `floor(easting / size)`, `floor(northing / size)`.
    public func cells(centredOn lat0: Double, lon0: Double, size: Double) throws(EventFileError) -> (columns: [Int32], rows: [Int32]) {
        let plane = try eastingsAndNorthings(centredOn: lat0, lon0: lon0)
        guard size.isFinite, size >= 1 else { throw .badGrid(reason: "a cell of \(size) m is too small; 1 m is the least, 250 is usual") }
        func indices(_ metres: [Double]) -> [Int32] {
            metres.map { Int32(exactly: ($0 / size).rounded(.down)) ?? Int32.max }
        }
        return (indices(plane.eastings), indices(plane.northings))
    }

    /// Each event in the metres of that plane.
    public func eastingsAndNorthings(
        centredOn lat0: Double, lon0: Double
    ) throws(EventFileError) -> (eastings: [Double], northings: [Double]) {
        let projection: LAEAProjection
        do {
            projection = try LAEAProjection(grid: Grid(plane: .centred(latitude: lat0, longitude: lon0), cellSize: 1))
        } catch {
            throw .badGrid(reason: "the grid's centre \(lat0), \(lon0) will not do: \(error)")
        }
        var eastings = longitudes
        var northings = latitudes
        projection.project(longitudes: &eastings, latitudes: &northings)
        return (eastings, northings)
    }
}
