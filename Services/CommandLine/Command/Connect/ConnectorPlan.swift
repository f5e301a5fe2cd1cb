import AsyncHTTPClient
import Domain
import Foundation
import Ingestion
import Transport

/// A configuration with everything it names found and read: keys, register, tables of places, timetables.
struct ConnectorPlan: Sendable {
    let territory: String
    let endpoints: [String]
    let serverKey: String
    let pair: KeyPair
    let state: String
    let metrics: String?
    let progress: UInt32
    let seed: UInt64
    let feeds: [FeedSetup]
    let declared: Declared

    /// Reads what a configuration file names. Paths in it are relative to its own folder.
    init(_ path: String, house: House) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                "\(path) cannot be read: name a configuration file", "\(path) ne peut être lu : nommer un fichier de configuration")
        }
        let read = Result<ConnectorFile, RegisterError> { () throws(RegisterError) in
            try ConnectorFile(yaml: String(decoding: data, as: UTF8.self))
        }
        let file: ConnectorFile
        switch read {
        case .success(let found): file = found
        case .failure(let error):
            let problems = error.problems.map { "\n  \(path): \($0)" }.joined()
            throw Failure("\(path) has faults; nothing was started:\(problems)", "\(path) a des fautes ; rien n'a été démarré :\(problems)")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        func resolved(_ name: String) -> String { URL(fileURLWithPath: name, relativeTo: folder).path }
        declared = try file.register.map { try Declared(register: resolved($0)) } ?? Declared(house)
        territory = file.territory
        try declared.require(territory)
        let known = declared
        feeds = try file.feeds.map { try FeedSetup($0, territory: file.territory, declared: known, folder: folder) }
        let ring = KeyRing(house: house)
        pair = try file.key.map { try KeyPair(readingFrom: resolved($0)) } ?? ring.operatorKey()
        serverKey = try file.serverKey ?? ring.serverKey(of: "ingestion")
        endpoints = file.endpoints.isEmpty ? ["tcp://127.0.0.1:\(house.portBase() + 1)"] : file.endpoints
        state = file.state.map(resolved) ?? house.root
        metrics = file.metrics.map(resolved)
        progress = file.progress
        seed = file.seed ?? UInt64.random(in: 0 ... .max)
    }

    /// The wall clock.
    func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

    /// How a polled feed is asked for; nil for the others.
    func fetch(_ feed: ConnectorFeed, _ client: HTTPClient) throws -> HTTPFetch? {
        guard case .poll(let polled) = feed.origin else { return nil }
        let environment = ProcessInfo.processInfo.environment
        let headers = try polled.headers.map { header in
            guard header.value.hasPrefix("$") else { return (name: header.name, value: header.value) }
            let variable = String(header.value.dropFirst())
            guard let value = environment[variable], !value.isEmpty else {
                throw Failure(
                    "\(feed.name): the variable \(variable), which headers.\(header.name) names, is not set",
                    "\(feed.name) : la variable \(variable), que nomme headers.\(header.name), n'est pas définie")
            }
            return (name: header.name, value: value)
        }
        return HTTPFetch(
            client: client, timeout: .seconds(Int64(polled.timeout)), redirects: Int(polled.redirects), maximum: feed.maximumSize,
            headers: headers)
    }
}
