/// A territory's grid of equal-area squares: where its plane lies on the Earth and how wide a cell is.
///
/// The plane is Lambert azimuthal equal-area on GRS80, either EPSG:3035 (cells are INSPIRE's) or centred on the city.
/// The projection itself is `Projection`'s; this type only knows metres in the plane.
public struct Grid: Hashable, Sendable {
    /// Where the plane touches the ellipsoid.
    public enum Plane: Hashable, Sendable {
        /// EPSG:3035, ETRS89 / LAEA Europe.
        case european
        /// LAEA centred on a point (degrees), false easting and northing 0.
        case centred(latitude: Double, longitude: Double)
    }

    /// The plane in which easting and northing are measured.
    public let plane: Plane
    /// Metres, more than 0.
    public let cellSize: Double

    /// A grid; `cellSize` in metres.
    public init(plane: Plane, cellSize: Double) {
        self.plane = plane
        self.cellSize = cellSize
    }

    /// The cell at a level that contains a point of the plane (metres); nil where the index would not fit.
    public func cell(easting: Double, northing: Double, level: UInt8 = 0) -> Cell? {
        let size = cellSize * Double(UInt32(1) << UInt32(min(level, Cell.maximumLevel)))
        guard let column = Int32(exactly: (easting / size).rounded(.down)),
            let row = Int32(exactly: (northing / size).rounded(.down))
        else { return nil }
        return Cell(level: level, column: column, row: row)
    }

    /// Width of the cells of a level, metres.
    public func size(atLevel level: UInt8) -> Double { cellSize * Double(UInt32(1) << UInt32(min(level, Cell.maximumLevel))) }

    /// The centre of a cell in the plane, metres.
    public func centre(of cell: Cell) -> (easting: Double, northing: Double) {
        let size = size(atLevel: cell.level)
        return ((Double(cell.column) + 0.5) * size, (Double(cell.row) + 0.5) * size)
    }

    /// The INSPIRE code of a cell, as INSEE writes it: `CRS3035RES200mN2254600E3944800`; nil off the European plane.
    public func inspireCode(of cell: Cell) -> String? {
        guard plane == .european, let size = Int64(exactly: size(atLevel: cell.level)) else { return nil }
        return "CRS3035RES\(size)mN\(Int64(cell.row) * size)E\(Int64(cell.column) * size)"
    }

    /// The cell that an INSPIRE code names; nil where the code is malformed, of another plane or of a size this grid has no level for.
    public func cell(inspireCode code: String) -> Cell? {
        guard plane == .european, code.hasPrefix("CRS3035RES"),
            let metre = code.firstIndex(of: "m"), let east = code.lastIndex(of: "E"),
            let size = Int64(code[code.index(code.startIndex, offsetBy: 10)..<metre]), size > 0, metre < east
        else { return nil }
        let afterMetre = code[code.index(after: metre)...]
        guard afterMetre.first == "N", let north = Int64(code[code.index(metre, offsetBy: 2)..<east]),
            let easting = Int64(code[code.index(after: east)...]), north % size == 0, easting % size == 0
        else { return nil }
        for level in 0...Cell.maximumLevel where self.size(atLevel: level) == Double(size) {
            guard let column = Int32(exactly: easting / size), let row = Int32(exactly: north / size) else { return nil }
            return Cell(level: level, column: column, row: row)
        }
        return nil
    }
}
