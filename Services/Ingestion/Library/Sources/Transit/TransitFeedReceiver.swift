/// Takes what a decoder finds in one GTFS-Realtime feed, and holds of it what is counted. Bounded by the number of stops, routes and vehicles.
public struct TransitFeedReceiver: Sendable {
    /// A mean in the making.
    struct Mean: Sendable, Hashable {
        var sum = 0.0
        var count = 0

        mutating func add(_ value: Double) {
            sum += value
            count += 1
        }
    }

    /// A line in one direction, at its last stop.
    struct Line: Hashable, Sendable {
        let route: String
        let direction: UInt32
        let stop: String
    }

    /// Alerts, vehicles, stops and lines held of one feed.
    static let maximumHeld = 200_000
    /// Headways are looked at this far ahead, seconds.
    static let headwayReach: Int64 = 7_200

    /// Seconds since 1970; 0 where the header has none.
    public private(set) var timestamp: Int64 = 0
    private let places: PlaceTable
    private let timetable: TransitTimetable?

    /// Minutes, by what they are known of.
    private(set) var delays: [TransitPlaceKey: Mean] = [:]
    /// Expected times at the last stop, seconds since 1970.
    private(set) var arrivals: [Line: [Int64]] = [:]
    private(set) var cancelled: [String: Int] = [:]
    private var cancelledTrips: Set<String> = []
    private(set) var vehicles: [String: TransitVehicle] = [:]
    private(set) var alerts: [TransitAlert] = []
    private var problems = RowQueue()
    /// Trips that say when, but not how late, and are in no timetable.
    private(set) var withoutDelay = 0

    init(places: PlaceTable, timetable: TransitTimetable?) {
        self.places = places
        self.timetable = timetable
    }

    /// What the feed says of itself. Throws where it is not a whole data set: parts cannot be counted without what they are parts of.
    public mutating func header(timestamp: UInt64, incrementality: Int32) throws(FileProblem) {
        guard incrementality != 1 else {
            throw FileProblem(
                description:
                    "the feed is DIFFERENTIAL (header.incrementality 1): it tells changes only, which cannot be counted; ask the operator for the FULL_DATASET feed"
            )
        }
        guard incrementality == 0 else {
            throw FileProblem(
                description:
                    "header.incrementality is \(incrementality), which GTFS-Realtime 2.0 does not know; only 0 (FULL_DATASET) is read")
        }
        // Nothing of ours is later than the year 9999; milliseconds in the place of seconds are a common mistake.
        guard timestamp < 253_402_300_800 else {
            throw FileProblem(description: "header.timestamp is no second since 1970 (milliseconds?); mend the feed")
        }
        self.timestamp = Int64(timestamp)
    }

    /// An entity that could not be read; the rest goes on.
    public mutating func problem(_ number: Int, _ reason: RowProblem.Reason, _ message: String) {
        problems.append(.problem(RowProblem(line: number, column: 0, reason: reason, message: message)))
    }

    /// What could not be read, one after the other.
    mutating func takeProblem() -> RowResult? { problems.take() }

    /// Takes a trip.
    public mutating func add(_ trip: TransitTrip) {
        if trip.relationship == 3 || trip.relationship == 7 {
            let unique = "\(trip.trip)|\(trip.startDate)"
            guard cancelledTrips.count < Self.maximumHeld, cancelledTrips.insert(unique).inserted else { return }
            cancelled[trip.route, default: 0] += 1
            return
        }
        if let last = trip.lastTime, !trip.lastStop.isEmpty, last >= timestamp, last <= timestamp + Self.headwayReach {
            let line = Line(route: trip.route, direction: trip.direction ?? 0, stop: trip.lastStop)
            if arrivals.count < Self.maximumHeld || arrivals[line] != nil { arrivals[line, default: []].append(last) }
        }
        let scheduled = trip.delay == nil ? timetable?.delay(of: trip) : nil
        guard let delay = trip.delay.map(Int64.init) ?? scheduled else {
            if trip.time != nil { withoutDelay += 1 }
            return
        }
        guard abs(delay) <= 86_400 else {
            problem(trip.number, .time, "the delay is more than a day; mend `stop_time_update.arrival.delay` (seconds)")
            return
        }
        let key: TransitPlaceKey
        if !trip.stop.isEmpty, let place = places.place(trip.stop) ?? timetable?.places.place(trip.stop) {
            key = .stop(trip.stop, place)
        } else {
            key = .route(trip.route)
        }
        if delays.count < Self.maximumHeld || delays[key] != nil { delays[key, default: Mean()].add(Double(delay) / 60) }
    }

    /// Takes a vehicle; of two that are the same the later holds.
    public mutating func add(_ vehicle: TransitVehicle) {
        guard let latitude = vehicle.latitude, let longitude = vehicle.longitude else { return }
        guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else {
            return problem(vehicle.number, .position, "`vehicle.position` is no place on Earth; mend it, or leave it out")
        }
        guard latitude != 0 || longitude != 0 else {
            return problem(vehicle.number, .position, "`vehicle.position` is 0, 0, which means that it is not known; leave it out")
        }
        if let held = vehicles[vehicle.vehicle] {
            if vehicle.timestamp > held.timestamp { vehicles[vehicle.vehicle] = vehicle }
            return problem(vehicle.number, .duplicate, "the same vehicle stands twice in the feed; the later position counts")
        }
        if vehicles.count < Self.maximumHeld { vehicles[vehicle.vehicle] = vehicle }
    }

    /// Takes an alert.
    public mutating func add(_ alert: TransitAlert) {
        guard !alert.identifier.isEmpty else {
            return problem(alert.number, .missing, "`entity.id` is missing; an alert cannot be told from others without it")
        }
        if alerts.count < Self.maximumHeld { alerts.append(alert) }
    }
}

/// Where a measure of a transit network is known: at a stop, or only of a route.
enum TransitPlaceKey: Hashable, Sendable {
    case stop(String, PlaceTable.Place)
    case route(String)
}
