import Domain

/// Leaves out of an observation what the register does not allow and nobody asked for: a standard's feed says more than its purpose needs
/// (GDPR art. 5(1)(c)), and what is not sent cannot leak.
struct Minimisation {
    private let allowed: Set<ObservationField>

    init(_ allowed: Set<ObservationField>) { self.allowed = allowed }

    func keepAllowed(_ observation: inout Observation) {
        if !allowed.contains(.accuracy) { observation.accuracy = 0 }
        if !allowed.contains(.severity) { observation.severity = .unknown }
        if !allowed.contains(.origin) { observation.origin = .unspecified }
        if !allowed.contains(.text) { observation.text = "" }
        let hasPosition = observation.latitude != nil && observation.longitude != nil && allowed.contains(.position)
        // A coarser place is left out only beside a finer one: without any place the register's refusal is the better answer.
        if hasPosition, !allowed.contains(.polygon) { observation.polygon = [] }
        if hasPosition || !observation.polygon.isEmpty {
            if !allowed.contains(.area) { observation.areaCode = "" }
            if !allowed.contains(.cell) { observation.cellCode = "" }
        }
        if !allowed.contains(.position), !observation.cellCode.isEmpty || !observation.areaCode.isEmpty || !observation.polygon.isEmpty {
            observation.latitude = nil
            observation.longitude = nil
        }
    }
}
