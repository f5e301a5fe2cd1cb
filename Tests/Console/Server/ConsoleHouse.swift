import AsyncHTTPClient
import Console
import Domain
import Foundation
import Journal
import Logging
import NIOCore
import Schema
import ServiceLifecycle
import Synchronization
import Testing
import Transport

@testable import Runtime
@testable import quietude_console

/// A console of this process on a real socket, its journal filled by the test, and a stand-in for notification.
final class ConsoleHouse: Sendable {
    let folder: String
    let base: String
    let journal: any Journal
    let desk: Desk
    let hall: ConsoleHall
    /// What notification was asked to do.
    let actions = Mutex<[AlertAction]>([])

    private init(folder: String, base: String, journal: any Journal, desk: Desk, hall: ConsoleHall) {
        self.folder = folder
        self.base = base
        self.journal = journal
        self.desk = desk
        self.hall = hall
    }

    var token: String {
        String(decoding: FileManager.default.contents(atPath: "\(folder)/console/token") ?? Data(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Runs a console for a test, and stops it.
    static func run(_ flags: [String: String] = [:], _ body: @escaping @Sendable (ConsoleHouse) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "quietude-console-\(UUID().uuidString)"
        let web = folder + "/web"
        try FileManager.default.createDirectory(atPath: web, withIntermediateDirectories: true)
        try (String(repeating: "<p>page</p>", count: 200)).write(toFile: web + "/index.html", atomically: true, encoding: .utf8)
        try "openapi: 3.1.0".write(toFile: web + "/openapi.yaml", atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let context = try TransportContext(logger: logger)
        let server = Server(
            context: context, name: "notification", endpoint: "tcp://127.0.0.1:*", security: .plainLoopback, logger: logger)
        let endpoint = try await server.bind()
        var all = [
            "data": folder, "port": "0", "page.port": "0", "security": "plain-loopback", "page.files": web,
            "upstream.notification": endpoint,
        ]
        all.merge(flags) { $1 }
        let settings = try ServiceSettings(
            try await .resolve(SettingsCatalogue(service: "console", own: ConsoleSettings.all), flags: all, environment: [:]))
        let foundation = try ServiceFoundation(
            settings, plan: ServicePlan(name: "console", own: ConsoleSettings.all, trimming: .byRetention, erasesTrimmed: true),
            metrics: MetricsRegistry(), tracing: TraceInstrument(), logger: logger)
        let environment = foundation.environment
        let journal = try await environment.journal(territory: "town")
        let desks = Desks()
        let desk = Desk(journal, outlines: nil, epoch: "epoch", logger: logger)
        await desks.add(desk, "town")
        let health = HealthBoard(environment, desks: desks)
        let hall = try ConsoleHall(environment, desks: desks, health: health)
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let page = PageServer(hall: hall, settings: try PageSettings(environment)) { told.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await page.run() }
            group.addTask { try await server.run() }
            group.addTask { await desk.run() }
            var port = 0
            for await bound in ports {
                port = bound
                break
            }
            let house = ConsoleHouse(folder: folder, base: "http://127.0.0.1:\(port)", journal: journal, desk: desk, hall: hall)
            server.handle(Method.act) { bytes, _ throws(CallError) in
                guard let action = try? AlertAction(decoding: bytes) else { throw CallError(.invalidArgument, "not an action") }
                house.actions.withLock { $0.append(action) }
                return AlertActionReply(known: true, repeated: false, time: action.time).encoded()
            }
            do { try await body(house) } catch {
                group.cancelAll()
                await foundation.close()
                await context.shutdown()
                throw error
            }
            group.cancelAll()
            await foundation.close()
            await context.shutdown()
            while let _ = try? await group.next() {}
        }
    }

    /// Appends records, and returns once the picture holds them.
    func append(_ records: [(type: RecordType, payload: [UInt8])]) async throws {
        let appends = records.map { Append(type: $0.type, time: Instant(milliseconds: .max), payload: $0.payload) }
        _ = try await journal.transact(JournalTransaction(appends: appends))
        let head = try await journal.extent().head
        while await desk.progress < head { await Task.yield() }
    }

    /// A territory with a register, some incidents, an alert and a watermark.
    func fill() async throws {
        try await append([
            (.register, Made.register().encoded()),
            (.incidents, IncidentBatch(incidents: [Made.incident(at: Made.start)]).encoded()),
            (.alert, Made.alert("a").encoded()),
            (.forecast, Made.forecast(from: Made.start, to: Made.start + 86_400, issued: Made.start).encoded()),
            (.watermark, Made.watermark(Made.start + 3_600).encoded()),
        ])
    }
}

/// A browser: keeps its cookie and the token against cross-site requests.
actor Browser {
    let base: String
    private(set) var cookies: [String: String] = [:]
    private(set) var csrf: String?
    /// Of the last answer that set a cookie.
    private(set) var lastSetCookie = ""

    init(_ house: ConsoleHouse) { base = house.base }

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        /// A value at a dotted path of the JSON body, as text.
        subscript(path: String) -> String? {
            var value = try? JSONDecoder().decode(ClaimValue.self, from: body)
            for part in path.split(separator: ".") {
                switch value {
                case .list(let list)?: value = Int(part).flatMap { list.indices.contains($0) ? list[$0] : nil }
                case .members(let members)?: value = members[String(part)]
                default: return nil
                }
            }
            return switch value {
            case .text(let text)?: text
            case .number(let number)?: number == number.rounded() ? "\(Int(number))" : "\(number)"
            case .boolean(let flag)?: "\(flag)"
            default: nil
            }
        }
    }

    func send(
        _ method: String, _ path: String, body: String? = nil, headers: [String: String] = [:], withToken: Bool = true
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : base + path)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if !cookies.isEmpty { request.headers.add(name: "Cookie", value: cookies.map { "\($0)=\($1)" }.joined(separator: "; ")) }
        if method != "GET", method != "HEAD" {
            request.headers.add(name: "Content-Type", value: "application/json")
            if withToken, let csrf { request.headers.add(name: "X-CSRF-Token", value: csrf) }
            request.body = .bytes(ByteBuffer(string: body ?? "{}"))
        }
        let response = try await Self.client.execute(request, timeout: .seconds(10))
        let data = Data(try await response.body.collect(upTo: 4 << 20).readableBytesView)
        for value in response.headers["Set-Cookie"] {
            lastSetCookie = value
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if pair.count == 2 { cookies[pair[0]] = pair[1].isEmpty ? nil : pair[1] }
        }
        var all: [String: String] = [:]
        for (name, value) in response.headers { all[name.lowercased()] = value }
        let answer = Answer(status: Int(response.status.code), headers: all, body: data)
        if path.hasPrefix("/api/session"), let value = answer["csrf"] { csrf = value }
        return answer
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer { try await send("GET", path, headers: headers) }

    /// Signs in as a role, past the provider.
    func signIn(_ role: Console.Role, _ house: ConsoleHouse) async throws {
        let (cookie, identity) = await house.hall.sessions.open(name: "post", role: role)
        cookies[SignedIn.cookie] = cookie
        csrf = identity.csrf
    }

    /// Redirects are looked at, not followed.
    static let client = HTTPClient(
        eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: .init(redirectConfiguration: .disallow))
}
