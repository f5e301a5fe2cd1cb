import Foundation
import Testing

@testable import quietude_console

@Suite("Signing in by OpenID Connect")
struct OpenIDTests {
    private static func flags(_ provider: LocalProvider) -> [String: String] {
        [
            "oidc.issuer": provider.issuer, "oidc.client": "quietude", "oidc.role-claim": "realm_access.roles",
            "oidc.roles": "operator=operator,city-dpo=dpo", "sign-in.token": "never",
        ]
    }

    /// The browser's way to the provider and back; where it ends.
    private static func signIn(_ browser: Browser) async throws -> (callback: String, end: Browser.Answer) {
        let start = try await browser.get("/api/session/oidc/start")
        #expect(start.status == 302)
        let away = try await browser.get(start.headers["location"] ?? "")
        #expect(away.status == 302)
        let location = away.headers["location"] ?? ""
        // The console was told to listen on any port, so its own address is not in the redirect.
        let path = "/api/session/oidc/callback?" + (location.split(separator: "?", maxSplits: 1).last.map(String.init) ?? "")
        return (path, try await browser.get(path))
    }

    @Test("the flow ends with a session of the role that the provider's groups give; its code is good for once")
    func flow() async throws {
        try await LocalProvider.run { provider in
            provider.give(role: "city-dpo")
            try await ConsoleHouse.run(Self.flags(provider)) { house in
                try await house.fill()
                let browser = Browser(house)
                let (callback, end) = try await Self.signIn(browser)
                #expect(end.status == 302 && end.headers["location"] == "/")
                let session = try await browser.get("/api/session")
                #expect(session["role"] == "dpo" && session["name"] == "post 3" && session["signIn.token"] == "false")
                #expect(try await browser.get("/api/audit").status == 200)
                let again = try await browser.get(callback)
                #expect(again.headers["location"]?.hasPrefix("/?problem=") == true)
                let other = try await Browser(house).get(callback)
                #expect(other.headers["location"] == "/?problem=expired")
            }
        }
    }

    @Test("a token that is not ours, not now or not for this browser opens nothing", arguments: LocalProvider.Fault.allCases)
    func refused(fault: LocalProvider.Fault) async throws {
        try await LocalProvider.run { provider in
            provider.fail(fault)
            try await ConsoleHouse.run(Self.flags(provider)) { house in
                let browser = Browser(house)
                let (_, end) = try await Self.signIn(browser)
                let place = end.headers["location"]
                switch fault {
                case .none: #expect(place == "/")
                case .noRole: #expect(place == "/?problem=role")
                default: #expect(place == "/?problem=provider")
                }
                #expect(try await browser.get("/api/session")["signedIn"] == (fault == .none ? "true" : "false"))
            }
        }
    }

    @Test("a provider that is not there is a sentence, and without one the way does not exist")
    func absent() async throws {
        let flags = ["oidc.issuer": "http://127.0.0.1:1", "oidc.client": "quietude", "sign-in.token": "never"]
        try await ConsoleHouse.run(flags) { house in
            let status = try await Browser(house).get("/api/session/oidc/start").status
            #expect(status == 503)
        }
        try await ConsoleHouse.run { house in
            let status = try await Browser(house).get("/api/session/oidc/start").status
            #expect(status == 404)
        }
    }
}
