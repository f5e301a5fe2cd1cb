import Foundation
import Runtime

/// Where and how the page is served.
struct PageSettings: Sendable {
    let host: String
    let port: Int
    let origin: String
    let files: String
    let library: String?
    /// The page's files are read anew for each request.
    let isLive: Bool
    let isTrustPublic: Bool
    let tiles: String?
    let attribution: String?
    /// A minute, by caller.
    let requests: Int

    init(_ environment: ServiceEnvironment) throws {
        let settings = environment.config.resolved
        host = settings.text("page.host") ?? "127.0.0.1"
        port = settings.number("page.port") ?? settings.number("port-base") ?? ServiceAddress.defaultPortBase
        origin = settings.text("page.origin") ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        guard origin.hasPrefix("http://") || origin.hasPrefix("https://"), !origin.dropFirst(8).contains("/") else {
            throw SettingsError("\(settings.place("page.origin")) must be an origin such as https://console.example.fr, not \"\(origin)\".")
        }
        files = settings.text("page.files") ?? Self.bundled
        isLive = settings.text("page.files") != nil
        library = settings.text("page.library")
        isTrustPublic = settings.text("page.public-trust") == "true"
        tiles = settings.text("page.tiles")
        attribution = settings.text("page.tiles-attribution")
        requests = settings.number("page.requests") ?? 600
        if let tiles {
            guard tiles.hasPrefix("https://") || tiles.hasPrefix("http://"), ["{z}", "{x}", "{y}"].allSatisfy(tiles.contains) else {
                throw SettingsError("\(settings.place("page.tiles")) must be a URL with {z}, {x} and {y}, not \"\(tiles)\".")
            }
        }
    }

    var isTLS: Bool { origin.hasPrefix("https://") }

    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// Scheme and host of the tiles, for the page's policy.
    var tileOrigin: String? {
        guard let tiles, let end = tiles.firstRange(of: "://")?.upperBound else { return nil }
        let host = tiles[end...].prefix(while: { $0 != "/" })
        return String(tiles[..<end]) + String(host).replacing("{s}", with: "*")
    }

    /// The page's files beside the program, where the build put them.
    private static var bundled: String {
        Bundle.module.resourceURL?.appendingPathComponent("Web").path ?? Bundle.module.bundlePath + "/Web"
    }
}
