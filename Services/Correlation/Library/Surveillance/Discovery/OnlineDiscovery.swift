/// Control of the false-discovery rate over tests that come one after the other, without end: each is decided at once.
public protocol OnlineDiscovery: Sendable {
    /// What the next p-value is held against.
    var nextLevel: Double { get }
    /// Takes the next p-value; whether it is a discovery.
    mutating func test(_ pValue: Double) -> Bool
}
