import Domain
import Foundation
import Ingestion
import Testing
import TransitFeeds

@testable import Simulation

/// Reads the files of a simulated city as `quietude push` does: by the register that goes with them, the table of places and the timetable.
struct FeedReader {
    private let register: RegisterFile
    private let places: PlaceTable
    private let zone: ZoneTable

    init(_ feeds: CityFeeds) throws {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let shipped = try String(contentsOf: project.appending(path: "compose/config/register.yaml"), encoding: .utf8)
        register = try RegisterFile(yaml: try #require(CityFeeds.register(extending: shipped)), digest: [])
        var reader = PlaceTableReader()
        try reader.feed(Array(feeds.places.utf8)[...])
        places = try reader.finish()
        zone = try #require(ZoneTable(identifier: "Europe/Paris"))
        timetable = try FeedReader.timetable(feeds.timetable.bytes, zone)
    }

    private let timetable: TransitTimetable

    /// What an adapter says of documents that follow one another, each code as the register maps it.
    func read(_ files: [FeedFile]) throws -> [Observation] {
        let first = try #require(files.first)
        let entry = try #require(register.register(ofTerritory: SimulatedCity.territory)?.source(first.source))
        var context = SourceContext(
            zone: zone, map: register.columnMap(territory: SimulatedCity.territory, source: first.source), mappings: entry.mappings,
            places: places, transit: TransitFeedDecoder())
        context.device = first.device
        context.timetable = timetable
        let format = try #require(SourceFormat(name: first.format))
        var adapter = try format.adapter(context)
        var observations: [Observation] = []
        for file in files {
            var offset = 0
            reading: while true {
                switch try adapter.next() {
                case .observation(_, var observation):
                    observation.originalCode = entry.mappings[observation.originalCode]?.code ?? observation.originalCode
                    observations.append(observation)
                case .problem(let problem):
                    let isFine = [.duplicate, .exercise, .planned, .ignored].contains(problem.reason)
                    #expect(isFine, "\(file.name): \(problem)")
                case .needsMore:
                    if offset < file.bytes.count {
                        let end = min(offset + 65_536, file.bytes.count)
                        adapter.feed(file.bytes[offset..<end])
                        offset = end
                    } else {
                        adapter.finish()
                    }
                case .end: break reading
                }
            }
        }
        return observations
    }

    /// Reads the tables out of an archive whose members are stored as they are.
    private static func timetable(_ archive: [UInt8], _ zone: ZoneTable) throws -> TransitTimetable {
        func number(_ place: Int, _ bytes: Int) -> Int { (0..<bytes).reduce(0) { $0 | Int(archive[place + $1]) << (8 * $1) } }
        var members: [String: ArraySlice<UInt8>] = [:]
        var place = 0
        while number(place, 4) == 0x0403_4b50 {
            let (size, name) = (number(place + 18, 4), number(place + 26, 2))
            let start = place + 30 + name
            members[String(decoding: archive[(place + 30)..<start], as: UTF8.self)] = archive[start..<(start + size)]
            place = start + size
        }
        var reader = TransitTimetableReader(zone: zone)
        for table in TransitTimetableReader.tables where reader.begin(table) {
            try reader.feed(try #require(members[table]))
            try reader.end()
        }
        return try reader.finish()
    }
}
