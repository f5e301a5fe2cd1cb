import Domain

/// A stretch of a simulated city as its nine partners would have it: each kind of source in the formats of its standard, and what is needed
/// beside them to read them.
///
/// ```swift
/// let feeds = CityFeeds(of: city, from: monday, days: 2)
/// for file in feeds.files { write(file.bytes, to: file.name) }
/// ```
public struct CityFeeds: Sendable {
    /// Days of one set of feeds.
    public static let maximumDays = 62

    /// Documents to be pushed, those of one source one after the other in the order of time.
    public let files: [FeedFile]
    /// The table of places that goes with them: `push --places`.
    public let places: String
    /// The GTFS timetable, a zip: `push --timetable`.
    public let timetable: FeedFile

    /// The feeds of whole local days, the first of which holds `start` (seconds since 1970).
    public init(of city: SimulatedCity, from start: Int64, days: Int) {
        let first = LocalClock.local(at: start).day
        let count = Int64(min(max(days, 1), CityFeeds.maximumDays))
        let span = LocalClock.seconds(day: first, hour: 0)..<LocalClock.seconds(day: first + count, hour: 0)
        var arrivals: [SimulatedSource: [Arrival]] = [:]
        for arrival in city.stream(from: span.lowerBound, until: span.upperBound) { arrivals[arrival.source, default: []].append(arrival) }
        func story(_ source: SimulatedSource) -> SourceStory { SourceStory(arrivals[source] ?? []) }
        let zones = Place.all.map { PlaceEntry(code: $0.name.uppercased(), latitude: $0.latitude, longitude: $0.longitude) }
        let hospitals = HospitalFeed.files(story(.hospital), source: .hospital, span: span)
        let cameras = CameraFeed.files(story(.cameras), source: .cameras)
        let transit = TransitFeed.files(story(.transit), source: .transit, span: span)
        let stations = [WeatherFeed.station, WeatherFeed.climatologyStation, WeatherFeed.aerodrome, WeatherFeed.region].map {
            PlaceEntry(code: $0, latitude: 43.3, longitude: 5.4)
        }
        files =
            [PoliceLogFeed.file(story(.police), source: .police)] + EmergencyFeed.files(story(.fireBrigade), source: .fireBrigade)
            + ServiceRequestFeed.files(story(.parks), source: .parks) + WeatherFeed.files(story(.weather), source: .weather)
            + [PresenceFeed.file(story(.presence), source: .presence, zones: zones)] + hospitals.files + cameras.files
            + AgendaFeed.files(story(.agenda), source: .agenda) + transit.files
        places = PlaceEntry.table(zones + hospitals.places + cameras.places + stations)
        timetable = transit.timetable
    }

    /// The register that these feeds go with: the one given, with the layout of the police log and the words of its software, and the
    /// cameras' rules. Nil where the register has no such sources.
    public static func register(extending register: String) -> String? {
        var lines = register.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let columns = PoliceLogFeed.columns.split(separator: "\n").map { "        \($0)" }
        let natures = PoliceLogFeed.natures.map { (code: $0.value, category: $0.key) }.sorted { $0.code < $1.code }
        guard extend(&lines, SimulatedSource.police.identifier, columns, natures),
            extend(&lines, SimulatedSource.cameras.identifier, [], CameraFeed.mappings)
        else { return nil }
        return lines.joined(separator: "\n")
    }

    /// Puts lines below a source's name, and codes below its `categories`, those that stand there already aside.
    private static func extend(
        _ lines: inout [String], _ source: String, _ added: [String], _ codes: [(code: String, category: Category)]
    ) -> Bool {
        guard let start = lines.firstIndex(where: { $0 == "      \(source):" }) else { return false }
        let end =
            lines[(start + 1)...].firstIndex { $0.hasPrefix("      ") && !$0.hasPrefix("       ") && !$0.hasPrefix("      #") }
            ?? lines.count
        guard let categories = lines[start..<end].firstIndex(of: "        categories:") else { return false }
        let known = Set(lines[categories..<end].compactMap { line in line.split(separator: ":").first.map { $0.drop { $0 == " " } } })
        let missing = codes.filter { !known.contains($0.code[...]) }.map { "          \($0.code): \($0.category.code)" }
        lines.insert(contentsOf: missing, at: categories + 1)
        lines.insert(contentsOf: added, at: start + 1)
        return true
    }
}
