import Domain

/// Somewhere that alerts go: a URL, a device, a mailbox.
public struct Endpoint: Sendable, Hashable {
    /// Unique within the gateway, and stable: the outbox knows it by this name.
    public var identifier: String
    /// What it wants.
    public var filter: EndpointFilter

    /// An endpoint.
    public init(identifier: String, filter: EndpointFilter = EndpointFilter()) {
        self.identifier = identifier
        self.filter = filter
    }
}
