import CPROJ
import Domain

/// Lambert azimuthal equal-area on GRS80 (EPSG method 9820) by PROJ: between WGS 84 degrees and the metres of a grid's plane.
///
/// WGS 84 is taken for ETRS89, as PROJ itself takes it for EPSG:3035: they part by the drift of the European plate, under a metre today.
/// An object belongs to one task at a time, as its PROJ context does; make one for each.
public final class LAEAProjection: Projecting {
    private let context: OpaquePointer
    private let transformation: OpaquePointer

    /// A projection into a grid's plane.
    ///
    /// - Throws: `ProjectionError` where the plane has no centre on the Earth, or PROJ refuses.
    public init(grid: Grid) throws(ProjectionError) {
        let definition = try LAEAProjection.definition(grid.plane)
        guard let context = proj_context_create() else { throw .unavailable(message: "PROJ has no memory for a context") }
        // Errors come back as values; PROJ would also print them.
        proj_log_level(context, PJ_LOG_NONE)
        guard let transformation = proj_create(context, definition) else {
            let reason = proj_context_errno_string(context, proj_context_errno(context)).map { String(cString: $0) }
            proj_context_destroy(context)
            throw .unavailable(message: "PROJ refuses \(definition): \(reason ?? "no reason given"). Check that libproj 9 is installed")
        }
        self.context = context
        self.transformation = transformation
    }

    deinit {
        proj_destroy(transformation)
        proj_context_destroy(context)
    }

    /// Projects WGS 84 degrees in place: on return `longitudes` holds eastings and `latitudes` northings, metres; not finite where a
    /// point has none. The arrays are of one length; what is beyond the shorter one's end is left alone.
    public func project(longitudes: inout [Double], latitudes: inout [Double]) {
        transform(&longitudes, &latitudes, PJ_FWD)
    }

    /// The way back, for display and simulation: metres in place, on return `eastings` holds longitudes and `northings` latitudes, WGS 84
    /// degrees, good to two millimetres; not finite where a point lies off the plane.
    public func unproject(eastings: inout [Double], northings: inout [Double]) {
        transform(&eastings, &northings, PJ_INV)
    }

    private func transform(_ xs: inout [Double], _ ys: inout [Double], _ direction: PJ_DIRECTION) {
        let count = min(xs.count, ys.count)
        guard count > 0 else { return }
        let stride = MemoryLayout<Double>.stride
        // What failed is marked in the arrays themselves, as infinity.
        _ = proj_trans_generic(transformation, direction, &xs, stride, count, &ys, stride, count, nil, 0, 0, nil, 0, 0)
        proj_errno_reset(transformation)
    }

    /// A pipeline of its own, not `EPSG:3035`: it needs no database, and takes longitude first.
    private static func definition(_ plane: Grid.Plane) throws(ProjectionError) -> String {
        let parameters: String
        switch plane {
        case .european:
            parameters = "+lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000"
        case .centred(let latitude, let longitude):
            guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
                throw .centreOffTheEarth(latitude: latitude, longitude: longitude)
            }
            parameters = "+lat_0=\(latitude) +lon_0=\(longitude) +x_0=0 +y_0=0"
        }
        return "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=laea \(parameters) +ellps=GRS80"
    }
}

@available(*, unavailable, message: "A PROJ context belongs to one task: make a projection for each")
extension LAEAProjection: Sendable {}
