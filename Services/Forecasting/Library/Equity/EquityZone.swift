/// A zone of a city, by what an equity report ranks it: a mean wage, a rate of unemployment.
public struct EquityZone: Hashable, Sendable {
    /// What people call it.
    public let name: String
    /// The attribute that the zones are ranked by.
    public let value: Double
    /// Who lives there; nil where the file does not say.
    public let residents: Double?

    /// A zone.
    public init(name: String, value: Double, residents: Double?) {
        self.name = name
        self.value = value
        self.residents = residents
    }
}
