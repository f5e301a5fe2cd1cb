import Domain

/// A GTFS timetable out of its tables, each fed in pieces: `begin(table)`, `feed`, `end()`, in the order of `tables`; then `finish()`.
///
/// | table, column | becomes | clause (GTFS Schedule reference) |
/// |---|---|---|
/// | agency.txt agency_timezone | the zone of all times | one for all agencies |
/// | stops.txt stop_id, stop_lat, stop_lon | places | a stop without coordinates takes its parent_station's |
/// | routes.txt route_id | routes | |
/// | trips.txt trip_id, route_id | trips | |
/// | stop_times.txt trip_id, stop_sequence, stop_id, arrival_time, departure_time | when a trip should be where | past 24:00:00, from noon minus 12 h |
/// | names, headsigns, fares, shapes, blocks, wheelchair… | dropped | no purpose |
///
/// The service day of a trip comes from the realtime feed (`start_date`), or is the one that makes it least late: calendars are not needed.
public struct TransitTimetableReader: Sendable {
    /// The tables that are read, in the order in which they must come; the rest of a feed is passed.
    public static let tables = ["agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"]

    private var timetable = TransitTimetable()
    private var table = HeaderedTable()
    private var name = ""
    private var columns: [String: Int] = [:]
    private var parents: [(stop: String, parent: String)] = []
    /// Unsorted: trip and call.
    private var calls: [(trip: UInt32, call: TransitTimetable.Call)] = []
    /// Rows that could not be read.
    public private(set) var passed = 0

    /// A reader whose times are of `zone` until agency.txt says otherwise.
    public init(zone: ZoneTable) { timetable.zone = zone }

    /// A table follows; false where it is none that is read.
    public mutating func begin(_ table: String) -> Bool {
        name = table
        self.table = HeaderedTable()
        columns = [:]
        return TransitTimetableReader.tables.contains(table)
    }

    /// Takes the next bytes of the table. Throws where it has not its columns, or is too large.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) throws(FileProblem) {
        table.feed(bytes)
        try take()
    }

    /// The table has no more bytes.
    public mutating func end() throws(FileProblem) {
        table.finish()
        try take()
    }

    private mutating func take() throws(FileProblem) {
        while true {
            switch try table.next() {
            case .needsMore, .end: return
            case .problem: passed += 1
            case .header:
                for (index, name) in table.names.enumerated() { columns[name] = index }
                let needed = TransitTimetableReader.needed[name] ?? []
                if let missing = needed.first(where: { columns[$0] == nil }) {
                    throw FileProblem(description: "\(name) has no column \(missing), which GTFS requires; mend the timetable")
                }
            case .row: try row()
            }
        }
    }

    private static let needed = [
        "agency.txt": ["agency_timezone"], "stops.txt": ["stop_id"], "routes.txt": ["route_id"], "trips.txt": ["trip_id", "route_id"],
        "stop_times.txt": ["trip_id", "stop_id", "stop_sequence"],
    ]

    private mutating func text(_ column: String) -> String { columns[column].flatMap { table.text($0) } ?? "" }

    private mutating func row() throws(FileProblem) {
        switch name {
        case "agency.txt": if let zone = ZoneTable(identifier: text("agency_timezone")) { timetable.zone = zone }
        case "stops.txt": try stop()
        case "routes.txt": _ = route(text("route_id"))
        case "trips.txt":
            let trip = text("trip_id")
            guard !trip.isEmpty, timetable.tripNumbers[trip] == nil else { return passed += 1 }
            timetable.tripNumbers[trip] = UInt32(timetable.tripRoutes.count)
            timetable.tripRoutes.append(route(text("route_id")))
        default: try call()
        }
    }

    private mutating func stop() throws(FileProblem) {
        let stop = text("stop_id")
        guard !stop.isEmpty else { return passed += 1 }
        guard let latitude = Double(text("stop_lat")), let longitude = Double(text("stop_lon")), abs(latitude) <= 90, abs(longitude) <= 180,
            latitude != 0 || longitude != 0
        else {
            let parent = text("parent_station")
            if parent.isEmpty { passed += 1 } else { parents.append((stop, parent)) }
            return
        }
        try timetable.places.add(stop, PlaceTable.Place(latitude: latitude, longitude: longitude))
    }

    private mutating func route(_ route: String) -> UInt32 {
        if let number = timetable.routeNumbers[route] { return number }
        let number = UInt32(timetable.routeNumbers.count)
        timetable.routeNumbers[route] = number
        return number
    }

    private mutating func call() throws(FileProblem) {
        guard calls.count < TransitTimetable.maximumStopTimes else {
            throw FileProblem(description: "stop_times.txt has more than \(TransitTimetable.maximumStopTimes) rows; split the timetable")
        }
        let arrival = text("arrival_time")
        let seconds = TransitTimetableReader.seconds(arrival.isEmpty ? text("departure_time") : arrival)
        guard let trip = timetable.tripNumbers[text("trip_id")], let sequence = UInt32(text("stop_sequence")), let seconds else {
            // A stop between time points has no time of its own.
            return passed += 1
        }
        let name = text("stop_id")
        let stop: UInt32
        if let held = timetable.stopNumbers[name] {
            stop = held
        } else {
            stop = UInt32(timetable.stopNames.count)
            timetable.stopNumbers[name] = stop
            timetable.stopNames.append(name)
        }
        calls.append((trip, TransitTimetable.Call(seconds: seconds, stop: stop, sequence: sequence)))
    }

    /// `H:MM:SS` or `HH:MM:SS`, past 24:00:00 for the night after; nil where it is none.
    static func seconds(_ text: String) -> Int32? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hours = Int32(parts[0]), let minutes = Int32(parts[1]), let seconds = Int32(parts[2]),
            (0..<240).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds)
        else { return nil }
        return hours * 3_600 + minutes * 60 + seconds
    }

    /// The timetable. Throws where it has no stops.
    public mutating func finish() throws(FileProblem) -> TransitTimetable {
        for (stop, parent) in parents { if let place = timetable.places.place(parent) { try timetable.places.add(stop, place) } }
        guard !timetable.places.isEmpty else {
            throw FileProblem(
                description: "the timetable has no stop with coordinates; is it a GTFS feed (stops.txt, trips.txt, stop_times.txt)?")
        }
        calls.sort { ($0.trip, $0.call.sequence) < ($1.trip, $1.call.sequence) }
        timetable.calls = calls.map(\.call)
        timetable.tripCalls = [Range<Int>](repeating: 0..<0, count: timetable.tripRoutes.count)
        var start = 0
        while start < calls.count {
            var end = start + 1
            while end < calls.count, calls[end].trip == calls[start].trip { end += 1 }
            let trip = Int(calls[start].trip)
            timetable.tripCalls[trip] = start..<end
            let middle = timetable.stopNames[Int(timetable.calls[(start + end) / 2].stop)]
            let route = timetable.tripRoutes[trip]
            if timetable.routePlaces[route] == nil, let place = timetable.places.place(middle) { timetable.routePlaces[route] = place }
            start = end
        }
        return timetable
    }
}
