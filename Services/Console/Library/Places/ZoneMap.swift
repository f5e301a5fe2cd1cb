public import Domain

/// Which zone each cell lies in: by its centre, from a raster made once.
public struct ZoneMap: Sendable {
    /// In the order of the file.
    public let zones: [Zone]
    /// Zones by name.
    public let place: [String: Int]
    private var west: Int32 = 0
    private var south: Int32 = 0
    private var width = 0
    private var height = 0
    /// Index of the zone plus one; 0 for none.
    private var raster: [UInt16] = []

    /// Cells of a raster; beyond it no cell has a zone, which shows at once, rather than memory running out later.
    private static let maximumCells = 1 << 24

    /// No zone.
    public static let empty = ZoneMap(zones: [], cellSize: 1)

    /// Zones over a grid of cells of some metres.
    public init(zones: [Zone], cellSize: Double) {
        self.zones = Array(zones.prefix(Int(UInt16.max) - 1))
        place = Dictionary(self.zones.enumerated().map { ($1.identifier, $0) }) { first, _ in first }
        let points = self.zones.flatMap(\.rings)
        guard cellSize > 0, let box = ZoneMap.box(points) else { return }
        let columns =
            Int32(clamping: Int((box.west / cellSize).rounded(.down)))...Int32(clamping: Int((box.east / cellSize).rounded(.down)))
        let rows = Int32(clamping: Int((box.south / cellSize).rounded(.down)))...Int32(clamping: Int((box.north / cellSize).rounded(.down)))
        guard columns.count * rows.count <= ZoneMap.maximumCells else { return }
        (west, south, width, height) = (columns.lowerBound, rows.lowerBound, columns.count, rows.count)
        raster = [UInt16](repeating: 0, count: width * height)
        for (index, zone) in self.zones.enumerated() { fill(zone.rings, with: UInt16(index + 1), cellSize) }
    }

    /// The identifier of a cell's zone; nil where it lies in none.
    public func zone(of cell: Cell) -> String? { index(of: cell).map { zones[$0].identifier } }

    /// The place of a cell's zone in `zones`. A coarse cell has the zone that most of nine of its points lie in.
    public func index(of cell: Cell) -> Int? {
        guard cell.level > 0 else { return value(cell.column, cell.row) }
        let side = Int64(1) << Int64(cell.level)
        var votes: [Int: Int] = [:]
        for row in 0..<3 as Range<Int64> {
            for column in 0..<3 as Range<Int64> {
                let x = Int32(clamping: Int64(cell.column) * side + side * (2 * column + 1) / 6)
                let y = Int32(clamping: Int64(cell.row) * side + side * (2 * row + 1) / 6)
                if let found = value(x, y) { votes[found, default: 0] += 1 }
            }
        }
        return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Identifiers of the zones that some cells lie in, in the order of the file.
    public func zones(of cells: [Cell]) -> [String] { Set(cells.compactMap(index)).sorted().map { zones[$0].identifier } }

    private func value(_ column: Int32, _ row: Int32) -> Int? {
        let (x, y) = (Int(column) - Int(west), Int(row) - Int(south))
        guard x >= 0, y >= 0, x < width, y < height else { return nil }
        let value = raster[y * width + x]
        return value == 0 ? nil : Int(value) - 1
    }

    private static func box(_ rings: [[Double]]) -> (west: Double, south: Double, east: Double, north: Double)? {
        var box = (west: Double.infinity, south: Double.infinity, east: -Double.infinity, north: -Double.infinity)
        for ring in rings {
            for place in stride(from: 0, to: ring.count - 1, by: 2) where ring[place].isFinite && ring[place + 1].isFinite {
                box.west = min(box.west, ring[place])
                box.east = max(box.east, ring[place])
                box.south = min(box.south, ring[place + 1])
                box.north = max(box.north, ring[place + 1])
            }
        }
        return box.west <= box.east && box.east - box.west < 1e8 && box.north - box.south < 1e8 ? box : nil
    }

    /// Scan lines through the centres of the cells, even-odd.
    private mutating func fill(_ rings: [[Double]], with value: UInt16, _ size: Double) {
        for y in 0..<height {
            let northing = (Double(south) + Double(y) + 0.5) * size
            var crossings: [Double] = []
            for ring in rings {
                for place in stride(from: 0, to: ring.count - 3, by: 2) {
                    let (ax, ay, bx, by) = (ring[place], ring[place + 1], ring[place + 2], ring[place + 3])
                    guard (ay <= northing) != (by <= northing) else { continue }
                    crossings.append(ax + (northing - ay) / (by - ay) * (bx - ax))
                }
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let first = Int((crossings[pair] / size - Double(west) - 0.5).rounded(.up))
                let last = Int((crossings[pair + 1] / size - Double(west) - 0.5).rounded(.up)) - 1
                guard first <= last else { continue }
                for x in max(0, first)...max(max(0, first), min(width - 1, last)) where x < width && x <= last {
                    raster[y * width + x] = value
                }
            }
        }
    }
}
