import Logging

/// What a client's tasks and its sockets' thread share.
struct ClientLink: Sendable {
    let id: Int
    let endpoints: [String]
    let security: ClientSecurity
    let options: ClientOptions
    let logger: Logger
}
