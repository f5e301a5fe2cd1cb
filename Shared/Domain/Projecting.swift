/// From degrees to metres in the plane of a grid. Implemented by `Projection` with PROJ; passed in, so that the science needs no library.
public protocol Projecting: AnyObject {
    /// Projects WGS 84 degrees in place: on return `longitudes` holds eastings and `latitudes` northings, metres; not finite where a point has none.
    func project(longitudes: inout [Double], latitudes: inout [Double])
}
