import Testing

@testable import Forecasting

@Suite("The blur")
struct GaussianBlurTests {
    private static let grid = StudyGrid(columns: 0...39, rows: 0...29)

    private func blurred(_ points: [(column: Int32, row: Int32)], sigma: Double) throws -> [Float] {
        var image = [Float](repeating: 0, count: Self.grid.count)
        for point in points { image[try #require(Self.grid.index(column: point.column, row: point.row))] += 1 }
        var output = [Float](repeating: 0, count: Self.grid.count)
        var blur = GaussianBlur(grid: Self.grid)
        blur.blur(image, taps: GaussianTaps(sigma: sigma), into: &output)
        return output
    }

    @Test("of one incident is the product of the taps", arguments: [0.6, 1, 2, 4])
    func pointSpread(sigma: Double) throws {
        let taps = GaussianTaps(sigma: sigma)
        let output = try blurred([(20, 15)], sigma: sigma)
        for up in -taps.radius...taps.radius {
            for right in -taps.radius...taps.radius {
                let index = try #require(Self.grid.index(column: Int32(20 + right), row: Int32(15 + up)))
                #expect(abs(Double(output[index]) - taps.half[abs(up)] * taps.half[abs(right)]) < 1e-7)
            }
        }
    }

    @Test("moves with what is blurred")
    func translates() throws {
        let here = try blurred([(18, 12), (25, 14)], sigma: 2)
        let there = try blurred([(19, 13), (26, 15)], sigma: 2)
        for row in Int32(4)..<24 {
            for column in Int32(8)..<34 {
                let index = try #require(Self.grid.index(column: column, row: row))
                let moved = try #require(Self.grid.index(column: column + 1, row: row + 1))
                #expect(here[index] == there[moved])
            }
        }
    }

    @Test("keeps what is blurred")
    func keepsMass() throws {
        let output = try blurred([(20, 15), (18, 14)], sigma: 2)
        let inside = output.indices.filter { Self.grid.isInside($0) }
        #expect(abs(inside.reduce(0) { $0 + Double(output[$1]) } - 2) < 1e-5)
    }
}
