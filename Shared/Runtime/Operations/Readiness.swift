import Synchronization

/// Why the service is not ready, if it is not; any part of it may give a reason and take it back.
public final class Readiness: Sendable {
    private struct Content {
        var blocking: [String: String] = [:]
        var notices: [String: String] = [:]
        var lastError = ""
    }

    private let content = Mutex(Content())

    /// Ready, until someone gives a reason.
    public init() {}

    /// Gives a reason, replacing the one given before under the same name.
    ///
    /// - Parameters:
    ///   - name: of whoever gives it, such as `stage/marseille`.
    ///   - blocks: false for what is worth knowing but does not keep the service from its work.
    public func set(_ name: String, _ reason: String, blocks: Bool = true) {
        content.withLock {
            $0.blocking[name] = blocks ? reason : nil
            $0.notices[name] = blocks ? nil : reason
        }
    }

    /// Takes a reason back.
    public func clear(_ name: String) {
        content.withLock {
            $0.blocking[name] = nil
            $0.notices[name] = nil
        }
    }

    /// Remembers an error as the last one, for `status`.
    public func report(_ error: String) { content.withLock { $0.lastError = error } }

    /// Whether nothing keeps the service from its work.
    public var isReady: Bool { content.withLock { $0.blocking.isEmpty } }

    /// What keeps it from its work, then what is worth knowing; each in order of name.
    public var reasons: [String] { content.withLock { Self.sentences($0.blocking) + Self.sentences($0.notices) } }

    /// The last error; empty where there was none.
    public var lastError: String { content.withLock { $0.lastError } }

    private static func sentences(_ reasons: [String: String]) -> [String] {
        reasons.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    }
}
