/// What the holder of a key is to the house.
public enum Role: String, CaseIterable, Sendable, Hashable {
    /// One of the house's own services.
    case service
    /// An agency that pushes observations.
    case partner
    /// A gateway that carries alerts to mobile phones.
    case gateway
    /// A person who runs the house.
    case `operator`
    /// The supervision centre's console.
    case console
}
