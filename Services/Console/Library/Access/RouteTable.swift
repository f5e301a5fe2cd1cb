/// What each path asks of whoever calls it. A path of the API that is not in the table is refused to everybody.
public enum RouteTable {
    /// What must be so.
    public enum Requirement: Hashable, Sendable {
        /// Nothing.
        case open
        /// Signed in with the permission; nothing where the page of trust is public.
        case trust
        /// Signed in with a role that has it.
        case permission(Permission)
    }

    /// One line: a path's pattern (`*` for one part of it), the methods and what they ask for.
    public struct Line: Sendable {
        /// Such as `/api/alerts/*/answer`.
        public var pattern: String
        /// `GET` or `POST`.
        public var method: String
        /// What must be so.
        public var requirement: Requirement
    }

    /// All of the API.
    public static let lines: [Line] = [
        Line(pattern: "/api/openapi.yaml", method: "GET", requirement: .open),
        Line(pattern: "/api/session", method: "GET", requirement: .open),
        Line(pattern: "/api/session/token", method: "POST", requirement: .open),
        Line(pattern: "/api/session/oidc/start", method: "GET", requirement: .open),
        Line(pattern: "/api/session/oidc/callback", method: "GET", requirement: .open),
        Line(pattern: "/api/session/end", method: "POST", requirement: .permission(.read)),
        Line(pattern: "/api/settings", method: "GET", requirement: .open),
        Line(pattern: "/api/territory", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/outlines", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/now", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/hours", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/alerts", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/alerts/*", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/alerts/*/cap.xml", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/alerts/*/acknowledge", method: "POST", requirement: .permission(.act)),
        Line(pattern: "/api/alerts/*/assign", method: "POST", requirement: .permission(.act)),
        Line(pattern: "/api/alerts/*/comment", method: "POST", requirement: .permission(.act)),
        Line(pattern: "/api/alerts/*/silence", method: "POST", requirement: .permission(.act)),
        Line(pattern: "/api/alerts/*/answer", method: "POST", requirement: .permission(.act)),
        Line(pattern: "/api/cards", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/texts", method: "GET", requirement: .permission(.texts)),
        Line(pattern: "/api/agenda", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/agenda/*", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/forecasts", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/forecasts/*/cells", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/forecasts/*/cell", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/measures", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/coverage", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/trends", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/comparisons", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/indicators", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/export", method: "GET", requirement: .permission(.export)),
        Line(pattern: "/api/trust", method: "GET", requirement: .trust),
        Line(pattern: "/api/audit", method: "GET", requirement: .permission(.audit)),
        Line(pattern: "/api/events", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/ogc", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/ogc/conformance", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/ogc/collections", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/ogc/collections/*", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/ogc/collections/*/items", method: "GET", requirement: .permission(.read)),
        Line(pattern: "/api/ogc/collections/*/items/*", method: "GET", requirement: .permission(.read)),
    ]

    /// Whether a path is of the API, however many strokes it is written with: as the router reads it.
    public static func isAPI(_ path: String) -> Bool { path.split(separator: "/", omittingEmptySubsequences: true).first == "api" }

    /// What a call asks for; nil for a path of the API that there is not, or not by this method. HEAD is as GET.
    public static func requirement(_ method: String, _ path: String) -> Requirement? {
        let method = method == "HEAD" ? "GET" : method
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.first == "api" else { return method == "GET" ? .open : nil }
        return lines.first { $0.method == method && matches($0.pattern.split(separator: "/"), parts) }?.requirement
    }

    private static func matches(_ pattern: [Substring], _ parts: [Substring]) -> Bool {
        pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
