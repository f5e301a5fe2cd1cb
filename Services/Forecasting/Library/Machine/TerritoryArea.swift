import Domain
import Foundation

extension Bounds {
    /// Area on a sphere of the Earth's mean radius; only ever used to say how many cells a territory has.
    var squareMetres: Double {
        let radius = 6_371_008.8
        let degree = Double.pi / 180
        return abs(sin(north * degree) - sin(south * degree)) * abs(east - west) * degree * radius * radius
    }
}

extension Double {
    var squared: Double { self * self }
}
