public import Domain

/// How one kind of gateway carries alerts; the engine does the rest.
public protocol Carrier: Sendable {
    /// Where alerts go at the moment.
    func endpoints() async -> [Endpoint]

    /// How many alerts one try may carry; more than 1 for digests.
    var batch: Int { get }

    /// When an alert that came at `now` should be tried, milliseconds since 1970; later than `now` for digests.
    func due(_ alert: Alert, for endpoint: String, at now: Int64) -> Int64

    /// Tries once to deliver: one alert, or for digests all that wait. The alerts' identifiers are stable: a second try of the same is the same.
    func deliver(_ alerts: [Alert], to endpoint: String, at now: Int64) async -> DeliveryResult

    /// An endpoint that is gone is not to be listed any more.
    func forget(_ endpoint: String) async

    /// Lets connections go.
    func close() async
}

extension Carrier {
    /// One.
    public var batch: Int { 1 }
    /// At once.
    public func due(_ alert: Alert, for endpoint: String, at now: Int64) -> Int64 { now }
    /// Nothing is to be forgotten where endpoints stand in the configuration.
    public func forget(_ endpoint: String) async {}
    /// Nothing to let go.
    public func close() async {}
}
