// Reads with the adapters themselves, where the target may (Package.swift); elsewhere there is nothing here.
#if canImport(Ingestion) && canImport(TransitFeeds)
    import Domain
    import Foundation
    import Ingestion
    import Testing
    import TransitFeeds

    /// Encoders and calendars that others wrote, as the judges of our adapters.
    @Suite("Documents that others' programs wrote")
    struct JudgeTests {
        private static let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        /// The system's python, or another: `QUIETUDE_JUDGES` names that of a virtual environment made from `judges/requirements.txt`.
        private static let python = ProcessInfo.processInfo.environment["QUIETUDE_JUDGES"] ?? "/usr/bin/python3"

        /// Whether python has modules, and protoc is there where it is needed.
        private static func has(_ modules: String) -> Bool {
            let process = Process()
            process.executableURL = URL(filePath: python)
            process.arguments = ["-c", "import \(modules)"]
            process.standardError = FileHandle.nullDevice
            guard FileManager.default.isExecutableFile(atPath: python), (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }

        private static let hasProtobuf = has("google.protobuf") && FileManager.default.isExecutableFile(atPath: "/usr/bin/protoc")
        private static let hasBindings = has("google.transit.gtfs_realtime_pb2")
        private static let hasCalendars = has("icalendar, dateutil.rrule")

        private struct Realtime: Decodable {
            let delays: [String: Double]
            let cancelled: [String: Double]
            let alerts: [String]
        }

        @Test(
            "as GTFS-Realtime by python's protobuf from our .proto say what they were made to say", .enabled(if: hasProtobuf),
            arguments: 1...3)
        func ownSchema(seed: Int) async throws { try await judgeRealtime("own", seed) }

        @Test("as GTFS-Realtime by gtfs-realtime-bindings say what they were made to say", .enabled(if: hasBindings), arguments: 1...3)
        func bindings(seed: Int) async throws { try await judgeRealtime("bindings", seed) }

        @Test("as calendars take place when dateutil says they do", .enabled(if: hasCalendars), arguments: 1...3)
        func calendars(seed: Int) async throws {
            try await inFolder { folder in
                try await run("recurrence.py", [folder.path, "\(seed)", "150"], folder)
                let expected = try JSONDecoder().decode(
                    [String: [Int64]].self, from: Data(contentsOf: folder.appending(path: "expected.json")))
                // 2026-11-01T00:00Z.
                let context = try context(now: 1_793_491_200)
                var adapter = try SourceFormat.iCalendar.adapter(context)
                var told: [String: [Int64]] = [:]
                for observation in try read(&adapter, folder.appending(path: "judge.ics")) {
                    let parts = observation.observationID.split(separator: ":")
                    told[parts.count > 1 ? String(parts[1]) : "", default: []].append(observation.phenomenonStart?.seconds ?? 0)
                }
                for (event, times) in expected { #expect(told[event, default: []].sorted() == times, "\(event)") }
            }
        }

        private func judgeRealtime(_ kind: String, _ seed: Int) async throws {
            try await inFolder { folder in
                let proto = JudgeTests.tests.appending(path: "../../Shared/Schema/proto/gtfs-realtime.proto").standardizedFileURL
                try await run("realtime.py", [kind, proto.path, folder.path, "\(seed)"], folder)
                let expected = try JSONDecoder().decode(Realtime.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
                var context = try context(now: nil)
                for stop in 0..<200 {
                    try context.places.add("S\(stop)", PlaceTable.Place(latitude: 43.2 + Double(stop) / 1e4, longitude: 5.3))
                }
                var adapter = try SourceFormat.gtfsRealtime.adapter(context)
                let told = try read(&adapter, folder.appending(path: "feed.pb"))
                func part(_ observation: Observation) -> String { String(observation.observationID.split(separator: ":")[1]) }
                let delays = told.filter { $0.observationID.hasPrefix("delay:") }
                #expect(Set(delays.map(part)) == Set(expected.delays.keys))
                for row in delays { #expect(abs((row.value ?? .infinity) - (expected.delays[part(row)] ?? 0)) < 1e-9) }
                let cancelled = told.filter { $0.observationID.hasPrefix("cancelled:") }
                #expect(Dictionary(uniqueKeysWithValues: cancelled.map { (part($0), $0.value ?? 0) }) == expected.cancelled)
                #expect(told.filter { $0.observationID.hasPrefix("alert:") }.map(part).sorted() == expected.alerts)
            }
        }

        private func context(now: Int64?) throws -> SourceContext {
            SourceContext(
                zone: try #require(ZoneTable(identifier: "Europe/Paris")), now: now.map { Instant(seconds: $0) },
                transit: TransitFeedDecoder())
        }

        private func read(_ adapter: inout any FeedAdapter, _ file: URL) throws -> [Observation] {
            let bytes = [UInt8](try Data(contentsOf: file))
            var isFed = false
            var observations: [Observation] = []
            while true {
                switch try adapter.next() {
                case .observation(_, let observation): observations.append(observation)
                case .problem: continue
                case .needsMore:
                    if isFed { adapter.finish() } else { adapter.feed(bytes[...]) }
                    isFed = true
                case .end: return observations
                }
            }
        }

        private func run(_ script: String, _ arguments: [String], _ folder: URL) async throws {
            let script = JudgeTests.tests.appending(path: "judges/\(script)").path
            let run = try await ProgramRun(JudgeTests.python, [script] + arguments, in: folder)
            try #require(run.status == 0, "\(run.errors)")
        }

        private func inFolder(_ body: (URL) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "quietude-judge-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await body(folder)
        }
    }
#endif
