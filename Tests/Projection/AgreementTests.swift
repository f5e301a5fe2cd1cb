import Domain
import Foundation
import Projection
import Testing

@Suite("The projection agrees")
struct AgreementTests {
    /// One place of `epsg3035-test-vectors.json`, made with pyproj.
    struct Place: Decodable, Sendable {
        let name, insee200: String
        let lon, lat, x, y: Double
    }

    private struct Vectors: Decodable {
        let points: [Place]
    }

    private static let vectors = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/geo/epsg3035-test-vectors.json")

    static let isThere = FileManager.default.fileExists(atPath: vectors.path)

    private func places() throws -> [Place] {
        try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: AgreementTests.vectors)).points
    }

    @Test("with pyproj's EPSG:3035 to a centimetre", .enabled(if: isThere, "../shared/data/geo is missing"))
    func coordinates() throws {
        let places = try places()
        var (x, y) = (places.map(\.lon), places.map(\.lat))
        try LAEAProjection(grid: Grid(plane: .european, cellSize: 200)).project(longitudes: &x, latitudes: &y)
        let far = places.indices.filter { hypot(x[$0] - places[$0].x, y[$0] - places[$0].y) > 0.01 }.map { places[$0].name }
        #expect(far == [])
    }

    @Test("with INSEE's codes of the cells", .enabled(if: isThere, "../shared/data/geo is missing"))
    func codes() throws {
        let places = try places()
        let grid = Grid(plane: .european, cellSize: 200)
        var (x, y) = (places.map(\.lon), places.map(\.lat))
        try LAEAProjection(grid: grid).project(longitudes: &x, latitudes: &y)
        // The false origin itself lies on the corner of four cells, where the last bit decides.
        let compared = places.indices.filter { places[$0].name != "origin" }
        let codes = compared.map { grid.cell(easting: x[$0], northing: y[$0]).flatMap(grid.inspireCode) }
        #expect(codes == compared.map { places[$0].insee200 })
    }

    @Test(
        "with the formulas of EPSG method 9820 around other centres to a tenth of a millimetre",
        arguments: [(29.76, -95.37), (43.2965, 5.3698), (-33.87, 151.21), (0.0, 0.0)])
    func formulas(latitude: Double, longitude: Double) throws {
        let longitudes = (0..<400).map { longitude + Double($0 % 20) / 20 - 0.5 }
        let latitudes = (0..<400).map { latitude + Double($0 / 20) / 20 - 0.5 }
        var (x, y) = (longitudes, latitudes)
        let grid = Grid(plane: .centred(latitude: latitude, longitude: longitude), cellSize: 250)
        try LAEAProjection(grid: grid).project(longitudes: &x, latitudes: &y)
        let worst = x.indices.map { index in
            let expected = Ellipsoid.project(latitude: latitudes[index], longitude: longitudes[index], centre: (latitude, longitude))
            return hypot(x[index] - expected.east, y[index] - expected.north)
        }.max()
        #expect(worst ?? .infinity < 1e-4)
    }
}
