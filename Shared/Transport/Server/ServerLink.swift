import Logging

/// What a server's tasks and its socket's thread share.
struct ServerLink: Sendable {
    let id: Int
    let name: String
    let endpoint: String
    let security: ServerSecurity
    let limits: ServerLimits
    let routes: Routes
    let events: AsyncStream<ServerEvent>.Continuation
    let logger: Logger
}
