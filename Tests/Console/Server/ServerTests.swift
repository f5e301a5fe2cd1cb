import Console
import Domain
import Foundation
import Schema
import Testing

@testable import quietude_console

@Suite("The console on a real socket")
struct ServerTests {
    @Test("the table of routes holds: each route, each role, and a stranger")
    func routes() async throws {
        try await ConsoleHouse.run(["page.requests": "100000"]) { house in
            try await house.fill()
            for role in [Console.Role?.none] + Console.Role.allCases.map(Optional.some) {
                for line in RouteTable.lines where line.pattern != "/api/events" && !line.pattern.hasPrefix("/api/session") {
                    let browser = Browser(house)
                    if let role { try await browser.signIn(role, house) }
                    let path = line.pattern.replacing("alerts/*", with: "alerts/t1").replacing("agenda/*", with: "agenda/2026-11-23")
                        .replacing("forecasts/*", with: "forecasts/none").replacing("collections/*", with: "collections/zones")
                        .replacing("*", with: "x")
                    let answer = try await browser.send(line.method, path)
                    let status = answer.status
                    #expect(answer["detail"] != "There is no file.", "\(line.method) \(path) is in the table and not in the router")
                    let isAllowed: Bool =
                        switch line.requirement {
                        case .open: true
                        case .trust: role != nil
                        case .permission(let permission): role?.permissions.contains(permission) ?? false
                        }
                    if isAllowed {
                        #expect(status != 401 && status != 403, "\(line.method) \(path) as \(role?.rawValue ?? "nobody"): \(status)")
                        #expect(status < 500, "\(line.method) \(path): \(status)")
                    } else {
                        #expect(status == (role == nil ? 401 : 403), "\(line.method) \(path) as \(role?.rawValue ?? "nobody"): \(status)")
                    }
                }
            }
        }
    }

    @Test("the token signs in, opens a session whose cookie scripts cannot read, and signing out ends it")
    func token() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            #expect(try await browser.send("POST", "/api/session/token", body: #"{"token":"wrong"}"#).status == 401)
            let answer = try await browser.send("POST", "/api/session/token", body: #"{"token":"\#(house.token)"}"#)
            #expect(answer.status == 200 && answer["role"] == "administrator")
            let cookie = await browser.lastSetCookie
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
            #expect(try await browser.get("/api/now").status == 200)
            #expect(try await browser.send("POST", "/api/session/end").status == 204)
            #expect(try await browser.get("/api/now").status == 401)
            let mode = try FileManager.default.attributesOfItem(atPath: "\(house.folder)/console/token")[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
        }
    }

    @Test("guessing the token is slowed down")
    func guessing() async throws {
        try await ConsoleHouse.run { house in
            let browser = Browser(house)
            var statuses: [Int] = []
            for _ in 0..<14 { statuses.append(try await browser.send("POST", "/api/session/token", body: #"{"token":"x"}"#).status) }
            #expect(statuses.prefix(10).allSatisfy { $0 == 401 })
            #expect(statuses.last == 429)
        }
    }

    @Test("an action without the session's token, or from another origin, is refused and does nothing")
    func crossSite() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.operator, house)
            #expect(try await browser.send("POST", "/api/alerts/t1/acknowledge", withToken: false).status == 403)
            let foreign = try await browser.send("POST", "/api/alerts/t1/acknowledge", headers: ["Origin": "https://evil.example"])
            #expect(foreign.status == 403)
            #expect(house.actions.withLock { $0.isEmpty })
            let own = try await browser.send("POST", "/api/alerts/t1/acknowledge", headers: ["Origin": house.base])
            #expect(own.status == 200)
            #expect(house.actions.withLock { $0.map(\.kind) } == [.acknowledge])
        }
    }

    @Test("each action reaches notification with a role and no name, shows at once, and stands in the ledger")
    func actions() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.operator, house)
            #expect(
                try await browser.send("POST", "/api/alerts/t1/assign", body: #"{"to":"night team"}"#)["handling.assigned.to"]
                    == "night team")
            #expect(
                try await browser.send("POST", "/api/alerts/t1/answer", body: #"{"value":"known"}"#)["handling.answer.value"] == "known")
            let silenced = try await browser.send("POST", "/api/alerts/a/silence", body: #"{"minutes":30}"#)
            #expect(silenced["handling.silencedUntil"] == TimeText.utc(Made.start + 3_600 + 1_800))
            #expect(try await browser.send("POST", "/api/alerts/t1/answer", body: #"{"value":"maybe"}"#).status == 422)
            #expect(try await browser.send("POST", "/api/alerts/none/acknowledge").status == 404)
            let sent = house.actions.withLock { $0 }
            #expect(sent.map(\.kind) == [.assign, .answer, .silence])
            #expect(sent.allSatisfy { $0.role == "operator" && $0.territory == "town" })
            #expect(sent.last?.silence?.cells == [Made.cell])
            let (isVerified, count, _) = await house.hall.ledger.read(territory: "town", limit: 10)
            #expect(isVerified && count == 3)
        }
    }

    @Test("a comment stays with the console, outlives a reading of its journal, and is bounded")
    func comments() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.operator, house)
            let answer = try await browser.send("POST", "/api/alerts/t1/comment", body: #"{"text":"patrol told"}"#)
            #expect(answer["history.0.text"] == "patrol told" && answer["handling.comments"] == "1")
            #expect(try await browser.send("POST", "/api/alerts/t1/comment", body: #"{"text":"  "}"#).status == 422)
            let large = String(repeating: "x", count: 80_000)
            #expect(try await browser.send("POST", "/api/alerts/t1/comment", body: #"{"text":"\#(large)"}"#).status == 413)
            #expect(house.actions.withLock { $0.isEmpty })
            #expect(try await CommentBook(house.journal).read().map(\.text) == ["patrol told"])
        }
    }

    @Test("every answer carries a policy without inline script and without any outside host, errors too")
    func headers() async throws {
        try await ConsoleHouse.run { house in
            let browser = Browser(house)
            for path in ["/", "/api/now", "/api/none", "/nothing.js"] {
                let headers = try await browser.get(path).headers
                let policy = headers["content-security-policy"] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(policy.contains("require-trusted-types-for 'script'"))
                #expect(!policy.contains("unsafe") && !policy.contains("http"))
                #expect(headers["x-content-type-options"] == "nosniff" && headers["referrer-policy"] == "no-referrer")
            }
        }
    }

    @Test("tiles open the policy for their host alone, https makes cookies Secure")
    func configured() async throws {
        let flags = ["page.tiles": "https://tiles.example/{z}/{x}/{y}.png", "page.origin": "https://console.example"]
        try await ConsoleHouse.run(flags) { house in
            let browser = Browser(house)
            let answer = try await browser.send("POST", "/api/session/token", body: #"{"token":"\#(house.token)"}"#)
            #expect(answer.headers["content-security-policy"]?.contains("img-src 'self' data: blob: https://tiles.example;") == true)
            #expect(answer.headers["strict-transport-security"] != nil)
            #expect(await browser.lastSetCookie.contains("; Secure"))
        }
    }

    @Test("files come compressed with a tag, and not again where the browser has them; none lies outside the folder")
    func files() async throws {
        try await ConsoleHouse.run { house in
            let browser = Browser(house)
            let page = try await browser.get("/", ["Accept-Encoding": "gzip"])
            #expect(page.status == 200 && page.headers["content-encoding"] == "gzip" && page.body.count < 200)
            let again = try await browser.get("/", ["If-None-Match": page.headers["etag"] ?? ""])
            #expect(again.status == 304 && again.body.isEmpty)
            for path in ["/..%2fconsole%2ftoken", "/../console/token", "/%2e%2e/console/token", "/.hidden"] {
                let answer = try await browser.get(path)
                #expect(!answer.text.contains(house.token))
            }
        }
    }

    @Test("a caller who asks too often is told to wait")
    func rates() async throws {
        try await ConsoleHouse.run(["page.requests": "60"]) { house in
            let browser = Browser(house)
            // However the path is written; a slow machine may be let in again in between.
            for path in ["/api/session", "//api//session"] {
                var last = 200
                for _ in 0..<100 where last != 429 { last = try await browser.get(path).status }
                #expect(last == 429, "\(path)")
            }
            // The page's own files are for everybody.
            for _ in 0..<100 { #expect(try await browser.get("/").status == 200) }
        }
    }

    @Test("the agenda of a zone is that zone's, and one that does not exist is named")
    func agendaOfZone() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.analyst, house)
            #expect(try await browser.get("/api/agenda").status == 200)
            let answer = try await browser.get("/api/agenda?zone=nowhere")
            #expect(answer.status == 422 && answer["field"] == "zone")
        }
    }

    @Test("the same coverage plan is made once, and one that nobody could make says why")
    func coverage() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.operator, house)
            let path = "/api/coverage?start=\(TimeText.utc(Made.start))&end=\(TimeText.utc(Made.start + 86_400))&teams="
            let first = try await browser.get(path + "1")
            #expect(first.status == 200 && first["teams.0.cell.1"] != nil)
            #expect(try await browser.get(path + "1").body == first.body)
            let later = "/api/coverage?start=\(TimeText.utc(Made.start + 9_000_000))&end=\(TimeText.utc(Made.start + 9_010_000))&teams=1"
            #expect(try await browser.get(later).status == 422)
        }
    }

    @Test("the page of trust is public only where the setting says so")
    func trust() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            #expect(try await Browser(house).get("/api/trust").status == 401)
        }
        try await ConsoleHouse.run(["page.public-trust": "true"]) { house in
            try await house.fill()
            let answer = try await Browser(house).get("/api/trust")
            #expect(answer.status == 200 && answer["register.sources.0.purpose.en"] == "to know")
            #expect(try await Browser(house).get("/api/now").status == 401)
        }
    }

    @Test("each view of redacted text is one line of the ledger, with what was asked and by which role; no text is in it")
    func texts() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let text = RedactedText(
                kind: .policeLog, category: .noise, cell: Made.cell, slot: TimeSlot(start: Made.start, length: 900), sequence: 2, index: 0,
                text: "call of [NAME]")
            try await house.append([(.text, TextBatch(texts: [text]).encoded())])
            let browser = Browser(house)
            try await browser.signIn(.dpo, house)
            let span = "from=\(TimeText.utc(Made.start))&to=\(TimeText.utc(Made.start + 3_600))"
            let answer = try await browser.get("/api/texts?\(span)")
            #expect(answer["texts.0.text"] == "call of [NAME]" && answer["available"] == "true")
            let audit = try await browser.get("/api/audit")
            #expect(audit["verified"] == "true" && audit["entries.0.action"] == "text-viewed" && audit["entries.0.role"] == "dpo")
            #expect(audit["entries.0.counts.texts"] == "1")
            #expect(!audit.text.contains("call of"))
            try await browser.signIn(.analyst, house)
            #expect(try await browser.get("/api/texts?\(span)").status == 403)
        }
    }

    @Test("an export is a file of its own, audited, with missing left empty")
    func exports() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.analyst, house)
            let csv = try await browser.get("/api/export?table=incidents&from=2026-11-20&to=2026-11-24&lang=en")
            #expect(csv.headers["content-disposition"]?.contains("attachment") == true)
            #expect(csv.text.contains("2026-11-23,CRS3035RES200mN40000E20000,,noise,Noise and nuisance,1"))
            let geo = try await browser.get("/api/export?table=incidents&format=geojson&from=2026-11-20&to=2026-11-24")
            #expect(geo["features.0.properties.count"] == "1" && geo["features.0.geometry.type"] == "Polygon")
            #expect(try await browser.get("/api/export?table=secrets").status == 422)
            let (_, count, _) = await house.hall.ledger.read(territory: "town", limit: 10)
            #expect(count == 2)
        }
    }

    @Test("a forecast's cells are bytes for the page and JSON for whoever asks")
    func cells() async throws {
        try await ConsoleHouse.run { house in
            try await house.fill()
            let browser = Browser(house)
            try await browser.signIn(.analyst, house)
            let list = try await browser.get("/api/forecasts")
            let identifier = try #require(list["forecasts.0.id"])
            let packed = try await browser.get("/api/forecasts/\(identifier)/cells", ["Accept": "application/octet-stream"])
            #expect(packed.body.count == 24 + 39)
            let json = try await browser.get("/api/forecasts/\(identifier)/cells", ["Accept": "application/json"])
            #expect(json["column.1"] == "101" && json["expected.1"] == "2")
            let cell = try await browser.get("/api/forecasts/\(identifier)/cell?cell=0,101,200")
            #expect(cell["expected"] == "2" && cell["usual"] == nil)
            let all = try await browser.get("/api/forecasts/all-\(Made.start)-\(Made.start + 86_400)/cells", ["Accept": "application/json"])
            #expect(all["expected.1"] == "2")
        }
    }
}
