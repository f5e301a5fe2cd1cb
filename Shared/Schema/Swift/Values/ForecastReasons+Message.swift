public import Domain
internal import CSchema

extension ForecastReasons: ProtobufCoded {
    /// `quietude.v1.ForecastReasons`
    public static var name: String { "quietude.v1.ForecastReasons" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ForecastReasons>) { quietude__v1__forecast_reasons__init(c) }

    func fill(_ c: inout Quietude__V1__ForecastReasons, in arena: Arena) {
        (c.n_components, c.components) = arena.array(components.map { UInt32($0.rawValue) })
        var last: Int32 = 0
        let steps = places.map { place in
            defer { last = place }
            return UInt32(bitPattern: place &- last)
        }
        (c.n_place_steps, c.place_steps) = arena.array(steps)
        c.shares = arena.data(shares)
    }

    init(reading c: Quietude__V1__ForecastReasons) throws(SchemaError) {
        let numbers = Self.array(c.components, c.n_components)
        let steps = Self.array(c.place_steps, c.n_place_steps)
        let shares = Self.data(c.shares)
        guard shares.count == steps.count * numbers.count else {
            throw .invalid(message: Self.name, field: "shares", reason: "a byte a component is expected, cell after cell")
        }
        // A component that this version does not know is left out with its shares.
        let known = numbers.map { Self.open($0, as: ForecastComponent.self) }
        var places: [Int32] = []
        places.reserveCapacity(steps.count)
        var place: Int64 = 0
        for (index, step) in steps.enumerated() {
            place += Int64(step)
            guard let exact = Int32(exactly: place), index == 0 || step > 0 else {
                throw .invalid(message: Self.name, field: "place_steps", reason: "places ascend, each once")
            }
            places.append(exact)
        }
        self.init(
            components: known.compactMap { $0 }, places: places,
            shares: known.allSatisfy { $0 != nil }
                ? shares : shares.enumerated().compactMap { known[$0 % known.count] == nil ? nil : $1 })
    }
}
