import Console
import Domain
import Projection

/// The territory's bounds in the plane of its grid.
enum Extent {
    /// West, south, east, north, metres; nil before the first register.
    static func of(_ picture: Picture) throws -> [Double]? {
        guard let territory = picture.register?.territory else { return nil }
        let bounds = territory.bounds
        // Along the four sides: in the plane they are curves.
        let (width, height) = (bounds.east - bounds.west, bounds.north - bounds.south)
        var (longitudes, latitudes): ([Double], [Double]) = ([], [])
        for step in stride(from: 0.0, through: 1, by: 0.125) {
            longitudes += [bounds.west + width * step, bounds.west + width * step, bounds.west, bounds.east]
            latitudes += [bounds.south, bounds.north, bounds.south + height * step, bounds.south + height * step]
        }
        let projection = try LAEAProjection(grid: territory.grid)
        projection.project(longitudes: &longitudes, latitudes: &latitudes)
        let xs = longitudes.filter(\.isFinite)
        let ys = latitudes.filter(\.isFinite)
        guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max() else { return nil }
        return [west, south, east, north].map { $0.rounded() }
    }
}
