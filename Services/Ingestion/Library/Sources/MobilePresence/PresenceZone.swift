/// An operator's zone and where it lies; shared by its rows.
final class PresenceZone: Sendable {
    let name: String
    /// What is sent of the name where nobody knows where it lies.
    let area: String
    let parts: [ZoneShares.Part]

    init(_ name: String, _ parts: [ZoneShares.Part]) {
        self.name = name
        area = String(name.prefix(30))
        self.parts = parts
    }
}

/// A class of people and the code that it is sent under; shared by its rows.
final class PresenceKind: Sendable {
    let name: String
    let code: String

    init(_ name: String, _ code: String) {
        self.name = name
        self.code = code
    }
}
