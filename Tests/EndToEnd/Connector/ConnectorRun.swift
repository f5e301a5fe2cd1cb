import Domain
import Foundation
import Glibc
import Schema
import Transport

/// A connector on a house: its configuration, and runs of it.
struct ConnectorRun: Sendable {
    let house: TestHouse
    let folder: String

    /// Makes a folder with a configuration; `feeds` is the section of feeds, its keys at the margin.
    init(_ house: TestHouse, feeds: String, settings: String = "") throws {
        self.house = house
        folder = "\(house.root)/connector"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let indented = feeds.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
        let yaml = """
            territory: \(TestTerritory.name)
            endpoint: \(house.endpoint(of: "ingestion"))
            progress: 1s
            seed: 7
            state: state
            \(settings)
            feeds:
            \(indented)

            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: "\(folder)/connect.yaml"))
    }

    /// Reads each feed once.
    func once(patience: Int = 20, arguments: [String] = []) async throws -> CommandRun {
        try await house.quietude(["connect", "\(folder)/connect.yaml", "--once", "--patience", "\(patience)"] + arguments)
    }

    /// Starts it, to be stopped or killed.
    func start() throws -> ServiceRun {
        try ServiceRun(
            executable: Programs.path(of: "quietude"), arguments: ["connect", "\(folder)/connect.yaml", "--data", house.root],
            environment: ["LANG": "C"], log: "\(house.root)/logs/connect.log")
    }

    /// Runs it while a body does its work; it is killed then, whatever happened.
    func running<R>(_ body: (ServiceRun) async throws -> R) async throws -> R {
        let run = try start()
        do {
            let result = try await body(run)
            run.send(SIGKILL)
            await run.end()
            return result
        } catch {
            run.send(SIGKILL)
            await run.end()
            throw error
        }
    }

    /// Ids of all observations that ingestion holds, each as often as it stands in the journal.
    func held() async throws -> [String: Int] {
        let client = try house.client(of: "ingestion", as: "anonymization")
        defer { Task { await client.close() } }
        let head = try await house.health(of: "ingestion").feeds.first { $0.territory == TestTerritory.name }?.head ?? 0
        var ids: [String: Int] = [:]
        let request = SubscribeRequest(territory: TestTerritory.name, start: .beginning, types: [.observations])
        for try await batch in client.subscribe(request) {
            for record in batch.records {
                for observation in try ObservationBatch(decoding: record.payload).observations {
                    ids[observation.observationID, default: 0] += 1
                }
            }
            if batch.through >= head { break }
        }
        return ids
    }

    /// Waits until something holds.
    func until(_ what: String, within limit: Duration = .seconds(60), _ holds: () async throws -> Bool) async throws {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while try await !holds() {
            guard clock.now < end else {
                let log = String(decoding: FileManager.default.contents(atPath: "\(house.root)/logs/connect.log") ?? Data(), as: UTF8.self)
                throw HouseError("\(what) did not come within \(limit); the connector says:\n\(log.suffix(2_000))")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Rows of a police log, one a second.
    static func csv(_ numbers: Range<Int>, header: Bool = true) -> String {
        var text = header ? "time,lat,lon,category,id\n" : ""
        for number in numbers {
            let second = number % 60
            let minute = number / 60 % 60
            let hour = number / 3_600 % 24
            let clock = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
            text += "2026-01-05T\(clock)+01:00,43.29,5.37,theft,row-\(number)\n"
        }
        return text
    }
}
