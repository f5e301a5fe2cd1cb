import Domain

/// The box in the plane around the territory's bounds, whose sides are curves there.
struct PlaneBox: Sendable {
    private var west = Double.infinity
    private var east = -Double.infinity
    private var south = Double.infinity
    private var north = -Double.infinity

    /// Points looked at on each side.
    private static let samples = 16

    init(_ bounds: Bounds, projecting: any Projecting) {
        var longitudes: [Double] = []
        var latitudes: [Double] = []
        for sample in 0...PlaneBox.samples {
            let share = Double(sample) / Double(PlaneBox.samples)
            let longitude = bounds.west + share * (bounds.east - bounds.west)
            let latitude = bounds.south + share * (bounds.north - bounds.south)
            longitudes += [longitude, longitude, bounds.west, bounds.east]
            latitudes += [bounds.south, bounds.north, latitude, latitude]
        }
        projecting.project(longitudes: &longitudes, latitudes: &latitudes)
        for (easting, northing) in zip(longitudes, latitudes) where easting.isFinite && northing.isFinite {
            west = min(west, easting)
            east = max(east, easting)
            south = min(south, northing)
            north = max(north, northing)
        }
    }

    /// Whether a square around a point (metres from its centre to its sides) touches the box.
    func touches(easting: Double, northing: Double, within half: Double) -> Bool {
        easting + half >= west && easting - half <= east && northing + half >= south && northing - half <= north
    }
}
