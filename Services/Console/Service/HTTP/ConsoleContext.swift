import Console
import Hummingbird
import Logging
import NIOCore

/// What travels with a request: who asks.
struct ConsoleContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the other end, without its port.
    let remote: String
    /// Who is signed in; nil for a stranger.
    var identity: Identity?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress?.ipAddress ?? "?"
    }

    var maxUploadSize: Int { 64 << 10 }
}

/// Who is signed in, and how.
struct Identity: Sendable, Hashable {
    var name: String
    var role: Role
    /// What every action must bring along; nil with a bearer token, which no other site can send.
    var csrf: String?
    /// Seconds since 1970; when the session ends.
    var expires: Int64?
    /// Under which the session is kept; nil with a bearer token.
    var session: String?

    func may(_ permission: Permission) -> Bool { role.permissions.contains(permission) }
}
