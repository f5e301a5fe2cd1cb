/// The gateway's own state cannot be read or written.
public struct GatewayStoreError: Error, Sendable, CustomStringConvertible {
    /// What was wrong and what to do.
    public let description: String

    init(_ error: any Error, path: String) {
        description = "the gateway's state at \(path) cannot be used (\(error)): check the disk's space and the folder's rights"
    }
}
