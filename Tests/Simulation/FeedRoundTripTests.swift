import Domain
import Foundation
import Ingestion
import Projection
import Testing
import TransitFeeds

@testable import Simulation

/// Simulated feeds, read back by the very adapters that read partners' files.
@Suite("The feeds of a simulated city")
struct FeedRoundTripTests {
    /// A summer Tuesday and Wednesday: no change of the clock, a match announced, markets, a march.
    private static let feeds = CityFeeds(of: Sample.city(seed: 11, incidentsPerDay: 500, corrections: 0.05), from: Sample.monday, days: 2)

    private static let names = feeds.files.filter { !$0.name.hasPrefix("gtfs-realtime/") }.map(\.name)

    @Test("are of all nine kinds of source")
    func kinds() throws {
        let kinds = Set(try Self.feeds.files.map { file in try #require(SourceFormat(name: file.format)).kind })
        #expect(kinds == Set(SourceKind.allCases.map { Optional($0) }))
    }

    @Test(
        "say, once an adapter has read them, what the simulation meant: as many facts, in the same slots and cells, of the same kinds",
        arguments: names)
    func roundTrip(_ name: String) throws {
        let file = try #require(Self.feeds.files.first { $0.name == name })
        let told = try FeedReader(Self.feeds).read([file])
        try expect(told, toMean: file.facts, tolerance: file.format == "metar" ? 0.52 : 1e-9)
    }

    @Test("of transit say the same, poll after poll with the timetable beside them")
    func transit() throws {
        let polls = Self.feeds.files.filter { $0.format == "gtfs-realtime" }
        #expect(polls.count > 150)
        try expect(try FeedReader(Self.feeds).read(polls), toMean: polls.flatMap(\.facts), tolerance: 1e-9)
    }

    @Test("hold persons, as partners' files do, of whom an adapter that is not asked for text sends nothing")
    func persons() throws {
        let file = try #require(Self.feeds.files.first { $0.name == "main-courante.csv" })
        #expect(String(decoding: file.bytes, as: UTF8.self).contains("M. "))
        #expect(try FeedReader(Self.feeds).read([file]).allSatisfy { $0.text.isEmpty })
    }

    @Test("are the same for the same seed")
    func determinism() {
        let city = Sample.city(seed: 3, incidentsPerDay: 60)
        let first = CityFeeds(of: city, from: Sample.monday, days: 1)
        let second = CityFeeds(of: city, from: Sample.monday + 7_000, days: 1)
        #expect(first.files.map(\.bytes) == second.files.map(\.bytes))
        #expect(first.places == second.places)
    }

    /// A fact with its place as a cell and its time as a slot.
    private struct Told: Hashable {
        var code: String
        var slot: Int64
        var end: Int64?
        var cell: Cell?
        var upper: Double?
    }

    private func expect(_ observations: [Observation], toMean facts: [FeedFile.Fact], tolerance: Double) throws {
        let cells = try CellFinder()
        var told: [Told: [Double]] = [:]
        for observation in standing(observations) {
            let key = Told(
                code: observation.originalCode, slot: slot(observation.phenomenonStart?.seconds ?? 0),
                end: observation.value == nil ? nil : observation.phenomenonEnd?.seconds,
                cell: cells.cell(observation.latitude, observation.longitude), upper: observation.upper)
            told[key, default: []].append(observation.value ?? 0)
        }
        var meant: [Told: [Double]] = [:]
        for fact in facts {
            let key = Told(
                code: fact.code, slot: slot(fact.start), end: fact.value == nil ? nil : fact.end,
                cell: cells.cell(fact.latitude, fact.longitude),
                upper: fact.upper)
            meant[key, default: []].append(fact.value ?? 0)
        }
        let missing = meant.filter { told[$0.key]?.count != $0.value.count }
        let added = told.filter { meant[$0.key] == nil }
        #expect(missing.isEmpty && added.isEmpty, "missing \(missing.prefix(3)), added \(added.prefix(3))")
        for (key, values) in meant {
            for (value, other) in zip(values.sorted(), (told[key] ?? []).sorted()) {
                #expect(abs(value - other) <= tolerance, "\(key)")
            }
        }
    }

    private func slot(_ seconds: Int64) -> Int64 { seconds.floorDivided(by: 900) }

    /// The last word on each id.
    private func standing(_ observations: [Observation]) -> [Observation] {
        var last: [String: Observation] = [:]
        for observation in observations {
            if let known = last[observation.observationID], known.version > observation.version { continue }
            last[observation.observationID] = observation
        }
        return last.values.filter { $0.operation != .withdraw && $0.status == .actual }
    }

    private struct CellFinder {
        let grid = Grid(plane: .european, cellSize: 200)
        let projection: LAEAProjection

        init() throws { projection = try LAEAProjection(grid: Grid(plane: .european, cellSize: 200)) }

        func cell(_ latitude: Double?, _ longitude: Double?) -> Cell? {
            guard let latitude, let longitude else { return nil }
            // To the metre that all formats keep, so that nothing lies on two sides of a cell's edge.
            var eastings = [(longitude * 1e5).rounded() / 1e5]
            var northings = [(latitude * 1e5).rounded() / 1e5]
            projection.project(longitudes: &eastings, latitudes: &northings)
            return grid.cell(easting: eastings[0], northing: northings[0])
        }
    }
}
