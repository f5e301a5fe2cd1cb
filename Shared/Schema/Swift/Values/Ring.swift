internal import CSchema

/// `quietude.v1.Polygon`; in the domain it is the observation's array of numbers.
struct Ring {
    var coordinates: [Double]
}

extension Ring: ProtobufCoded {
    static var name: String { "quietude.v1.Polygon" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Polygon>) { quietude__v1__polygon__init(c) }

    func fill(_ c: inout Quietude__V1__Polygon, in arena: Arena) { (c.n_coordinates, c.coordinates) = arena.array(coordinates) }

    init(reading c: Quietude__V1__Polygon) throws(SchemaError) {
        self.init(coordinates: Self.array(c.coordinates, c.n_coordinates))
    }
}
