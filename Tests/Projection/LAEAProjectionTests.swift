import Domain
import Projection
import Testing

@Suite("The projection")
struct LAEAProjectionTests {
    private let european = Grid(plane: .european, cellSize: 200)

    @Test("puts its centre at the plane's false origin")
    func origin() throws {
        var (x, y) = ([10.0], [52.0])
        try LAEAProjection(grid: european).project(longitudes: &x, latitudes: &y)
        #expect(abs(x[0] - 4_321_000) < 0.001 && abs(y[0] - 3_210_000) < 0.001)
    }

    /// IOGP guidance note 373-7-2, Lambert azimuthal equal area: 50° N, 5° E is E 3 962 799.45 m, N 2 999 718.85 m.
    @Test("agrees with the worked example of the EPSG guidance note")
    func guidanceNote() throws {
        var (x, y) = ([5.0], [50.0])
        try LAEAProjection(grid: european).project(longitudes: &x, latitudes: &y)
        #expect(abs(x[0] - 3_962_799.45) < 0.01 && abs(y[0] - 2_999_718.85) < 0.01)
    }

    @Test(
        "the closed form that places filters and names agrees with it to a millimetre",
        arguments: [Grid.Plane.european, .centred(latitude: 43.3, longitude: 5.4), .centred(latitude: 29.76, longitude: -95.37)])
    func closedForm(plane: Grid.Plane) throws {
        let grid = Grid(plane: plane, cellSize: 200)
        let projection = try LAEAProjection(grid: grid)
        let centre =
            plane == .centred(latitude: 29.76, longitude: -95.37) ? (longitude: -95.37, latitude: 29.76) : (longitude: 5.4, latitude: 43.3)
        for step in 0..<200 {
            let (longitude, latitude) = (centre.longitude + Double(step % 20) / 10 - 1, centre.latitude + Double(step / 20) / 5 - 1)
            var (x, y) = ([longitude], [latitude])
            projection.project(longitudes: &x, latitudes: &y)
            let point = grid.point(longitude: longitude, latitude: latitude)
            #expect(abs(point.easting - x[0]) < 0.001 && abs(point.northing - y[0]) < 0.001)
        }
    }

    @Test(
        "comes back to where it started, within two millimetres",
        arguments: [Grid.Plane.european, .centred(latitude: 29.76, longitude: -95.37)])
    func roundTrip(plane: Grid.Plane) throws {
        let projection = try LAEAProjection(grid: Grid(plane: plane, cellSize: 250))
        let centre = plane == .european ? (longitude: 5.37, latitude: 43.29) : (longitude: -95.37, latitude: 29.76)
        let longitudes = (0..<1_000).map { centre.longitude + Double($0 % 31) / 50 - 0.3 }
        let latitudes = (0..<1_000).map { centre.latitude + Double($0 / 31) / 50 - 0.3 }
        var (x, y) = (longitudes, latitudes)
        projection.project(longitudes: &x, latitudes: &y)
        projection.unproject(eastings: &x, northings: &y)
        // PROJ 9.1 turns authalic latitudes back with a series of three terms, good to about a millimetre.
        let twoMillimetres = 1.8e-8
        #expect(zip(x, longitudes).allSatisfy { abs($0 - $1) < twoMillimetres })
        #expect(zip(y, latitudes).allSatisfy { abs($0 - $1) < twoMillimetres })
    }

    @Test("keeps areas: a small square on the ellipsoid has its own area in the plane")
    func equalArea() throws {
        let (longitude, latitude, half) = (5.37, 43.29, 0.005)
        var x = [longitude - half, longitude + half, longitude + half, longitude - half]
        var y = [latitude - half, latitude - half, latitude + half, latitude + half]
        try LAEAProjection(grid: european).project(longitudes: &x, latitudes: &y)
        var area = 0.0
        for corner in 0..<4 {
            let next = (corner + 1) % 4
            area += (x[corner] * y[next] - x[next] * y[corner]) / 2
        }
        let expected = Ellipsoid.area(south: latitude - half, north: latitude + half, width: 2 * half)
        #expect(abs(area / expected - 1) < 1e-6)
    }

    @Test("marks a point that has no place, and leaves the others right")
    func noPlace() throws {
        var (x, y) = ([10.0, .nan, 10.0], [52.0, 52.0, 91.0])
        try LAEAProjection(grid: european).project(longitudes: &x, latitudes: &y)
        #expect(abs(x[0] - 4_321_000) < 0.001)
        #expect(!x[1].isFinite && !y[2].isFinite)
    }

    @Test("takes no points")
    func noPoints() throws {
        var (x, y): ([Double], [Double]) = ([], [])
        try LAEAProjection(grid: european).project(longitudes: &x, latitudes: &y)
        #expect(x.isEmpty && y.isEmpty)
    }

    @Test("refuses a centre that is not on the Earth", arguments: [(91.0, 0.0), (0.0, 181.0), (.nan, 0.0), (0.0, -.infinity)])
    func centre(latitude: Double, longitude: Double) {
        #expect(throws: ProjectionError.self) {
            try LAEAProjection(grid: Grid(plane: .centred(latitude: latitude, longitude: longitude), cellSize: 200))
        }
    }
}
