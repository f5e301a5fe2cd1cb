import Domain

/// Transit as a network publishes it: a GTFS timetable in its zip, and a GTFS-Realtime feed polled once a slot, with delays at stops and
/// alerts. What the network takes back later stands in the feed until then, and was counted.
enum TransitFeed {
    /// Seconds into a slot at which the feed is polled.
    private static let poll: Int64 = 840
    /// Seconds for which an alert stays in the feed.
    private static let stay: Int64 = 3_600

    static func files(_ story: SourceStory, source: SimulatedSource, span: Range<Int64>) -> (files: [FeedFile], timetable: FeedFile) {
        var book = PlaceBook("S")
        var delays: [Int64: [(stop: String, observation: Observation)]] = [:]
        var alerts: [(stop: String, from: Int64, observation: Observation)] = []
        var seen: Set<String> = []
        for arrival in story.arrivals {
            let observation = arrival.observation
            guard observation.operation == .create, seen.insert(observation.observationID).inserted,
                let latitude = observation.latitude, let longitude = observation.longitude, let start = observation.phenomenonStart?.seconds
            else { continue }
            let stop = book.code(latitude, longitude)
            if SourceStory.isIncident(observation) {
                alerts.append((stop, arrival.time, observation))
            } else {
                delays[start, default: []].append((stop, observation))
            }
        }
        var slots = Set(delays.keys)
        // An alert stands in the polls that follow its report, the first of which may come after the stretch.
        let first = alerts.map { polled(after: $0.from) }
        slots.formUnion(first)
        var files: [FeedFile] = []
        for slot in slots.sorted() {
            let time = slot + poll
            let current = alerts.indices.filter { first[$0] <= slot && time < first[$0] + poll + stay }
            files.append(
                feed(
                    slot, time, delays[slot] ?? [], current.map { alerts[$0] },
                    facts: current.filter { first[$0] == slot }.map { alerts[$0].observation }, source))
        }
        return (files, timetable(book.entries, source, span))
    }

    /// The slot whose poll is the first to see what was reported at a time.
    private static func polled(after time: Int64) -> Int64 {
        let slot = time.floorDivided(by: Slot.length) * Slot.length
        return time <= slot + poll ? slot : slot + Slot.length
    }

    private static func feed(
        _ slot: Int64, _ time: Int64, _ delays: [(stop: String, observation: Observation)],
        _ alerts: [(stop: String, from: Int64, observation: Observation)], facts: [Observation], _ source: SimulatedSource
    ) -> FeedFile {
        var writer = ProtobufWriter()
        writer.message(1) { header in
            header.text(1, "2.0")
            header.number(2, 0)
            header.number(3, UInt64(time))
        }
        for (number, delay) in delays.enumerated() {
            let seconds = UInt64(max(((delay.observation.value ?? 0) * 60).rounded(), 0))
            writer.message(2) { entity in
                entity.text(1, "trip-\(number)")
                entity.message(3) { update in
                    update.message(1) { trip in
                        trip.text(1, "T\(number)")
                        trip.text(5, "R\(number % 4 + 1)")
                    }
                    update.message(2) { stop in
                        stop.message(2) { arrival in
                            arrival.number(1, seconds)
                            arrival.number(2, UInt64(time) + 60)
                        }
                        stop.text(4, delay.stop)
                    }
                }
            }
        }
        for alert in alerts { writer.message(2) { entity in write(alert.observation, alert.stop, &entity) } }
        let wall = FeedText.utc(time)
        return FeedFile(
            name: "gtfs-realtime/\(wall.digits)T\(FeedText.two(wall.hour))\(FeedText.two(wall.minute))Z.pb", format: "gtfs-realtime",
            source: source.identifier, bytes: writer.bytes,
            facts: delays.map { FeedFile.Fact($0.observation) } + facts.map { FeedFile.Fact($0) })
    }

    private static func write(_ observation: Observation, _ stop: String, _ entity: inout ProtobufWriter) {
        let start = UInt64(max(observation.phenomenonStart?.seconds ?? 0, 0))
        entity.text(1, observation.observationID)
        entity.message(5) { alert in
            alert.message(1) { period in
                period.number(1, start)
                period.number(2, start + UInt64(stay))
            }
            alert.message(5) { informed in informed.text(5, stop) }
            // TECHNICAL_PROBLEM, SIGNIFICANT_DELAYS.
            alert.number(6, 3)
            alert.number(7, 3)
            alert.message(10) { header in
                header.message(1) { translation in
                    translation.text(1, "Trafic perturbé à la station")
                    translation.text(2, "fr")
                }
            }
            alert.number(14, observation.severity == .severe ? 4 : (observation.severity == .moderate ? 3 : 2))
        }
    }

    private static func timetable(_ stops: [PlaceEntry], _ source: SimulatedSource, _ span: Range<Int64>) -> FeedFile {
        var zip = ZipWriter()
        func table(_ name: String, _ head: String, _ rows: [String]) {
            zip.add(name, Array((([head] + rows).joined(separator: "\r\n") + "\r\n").utf8))
        }
        let first = FeedText.Wall(span.lowerBound).digits
        let last = FeedText.Wall(span.upperBound).digits
        table(
            "agency.txt", "agency_id,agency_name,agency_url,agency_timezone", ["SIM,Réseau simulé,https://simulation.example,Europe/Paris"])
        table(
            "stops.txt", "stop_id,stop_name,stop_lat,stop_lon",
            stops.map { "\($0.code),Station \($0.code),\(FeedText.degrees($0.latitude)),\(FeedText.degrees($0.longitude))" })
        table(
            "routes.txt", "route_id,agency_id,route_short_name,route_type", (1...4).map { "R\($0),SIM,\($0),\($0 < 3 ? 1 : 0)" })
        table(
            "calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            [
                "WK,1,1,1,1,1,1,1,\(first),\(last)"
            ])
        table("trips.txt", "route_id,service_id,trip_id", (0..<20).map { "R\($0 % 4 + 1),WK,T\($0)" })
        // Past midnight, as the standard counts it.
        table(
            "stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            stops.isEmpty
                ? []
                : (0..<20).flatMap { trip in
                    (0..<3).map { call in
                        let stop = stops[(trip + call) % stops.count].code
                        return "T\(trip),\(23 + call):1\(call):00,\(23 + call):1\(call):30,\(stop),\(call + 1)"
                    }
                })
        return FeedFile(name: "gtfs.zip", format: "gtfs", source: source.identifier, bytes: zip.archive, facts: [])
    }
}
