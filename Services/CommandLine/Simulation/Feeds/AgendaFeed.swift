import Domain

/// What the city knows about tomorrow: markets as a calendar with rules (RFC 5545), matches in it too, announced and then moved; marches as
/// the Préfecture's table.
enum AgendaFeed {
    static func files(_ story: SourceStory, source: SimulatedSource) -> [FeedFile] {
        var markets: [String: [Observation]] = [:]
        var order: [String] = []
        var singles: [Observation] = []
        var marches: [Observation] = []
        for observation in story.standing {
            let identifier = observation.observationID
            if identifier.contains("-market-") {
                let key = String(identifier[..<(identifier.lastIndex(of: "-") ?? identifier.endIndex)])
                if markets[key] == nil { order.append(key) }
                markets[key, default: []].append(observation)
            } else if identifier.contains("-march-") {
                marches.append(observation)
            } else {
                singles.append(observation)
            }
        }
        var calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Quietude//simulation//FR\r\n"
        for key in order { calendar += series(key, markets[key] ?? []) }
        for observation in singles { calendar += event(observation.observationID, observation, "Match") }
        calendar += "END:VCALENDAR\r\n"
        var table = "Identifiant;Type;Date;Heure debut;Heure fin;Lieu;Latitude;Longitude;Participants attendus;Statut\r\n"
        for march in marches { table += row(march) }
        let inCalendar = order.flatMap { markets[$0] ?? [] } + singles
        return [
            FeedFile(
                name: "agenda.ics", format: "icalendar", source: source.identifier, bytes: Array(calendar.utf8),
                facts: inCalendar.map { FeedFile.Fact($0) }),
            FeedFile(
                name: "cortege.csv", format: "events-csv", source: source.identifier, bytes: FeedText.windows1252(table),
                facts: marches.map { FeedFile.Fact($0) }),
        ]
    }

    /// A market is held every day of its season but Monday: one rule says so, up to the last day that was announced.
    private static func series(_ key: String, _ days: [Observation]) -> String {
        guard let first = days.first, let last = days.last?.phenomenonStart?.seconds else { return "" }
        let until = FeedText.utc(last)
        let rule = "RRULE:FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU;UNTIL=\(until.digits)T\(clock(until))Z\r\n"
        return event(key, first, "Marché", rule: rule)
    }

    private static func event(_ identifier: String, _ observation: Observation, _ summary: String, rule: String = "") -> String {
        let start = FeedText.Wall(observation.phenomenonStart?.seconds ?? 0)
        let end = FeedText.Wall(observation.phenomenonEnd?.seconds ?? 0)
        let said = FeedText.utc(observation.resultTime?.seconds ?? 0)
        let text =
            "SUMMARY:\(summary) de la ville\\, organisé comme chaque semaine par les services municipaux et\r\n  les associations du quartier\r\n"
        return "BEGIN:VEVENT\r\nUID:\(identifier)@simulation.example\r\nDTSTAMP:\(said.digits)T\(clock(said))Z\r\n"
            + "SEQUENCE:\(observation.version)\r\nDTSTART;TZID=Europe/Paris:\(start.digits)T\(clock(start))\r\n"
            + "DTEND;TZID=Europe/Paris:\(end.digits)T\(clock(end))\r\n\(rule)\(text)"
            + "GEO:\(FeedText.degrees(observation.latitude ?? 0));\(FeedText.degrees(observation.longitude ?? 0))\r\n"
            + "X-EXPECTED-ATTENDANCE:\(Int(observation.value ?? 0))\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\n"
    }

    private static func row(_ observation: Observation) -> String {
        let start = FeedText.Wall(observation.phenomenonStart?.seconds ?? 0)
        let end = FeedText.Wall(observation.phenomenonEnd?.seconds ?? 0)
        return [
            observation.observationID, "manifestation", start.frenchDay, "\(FeedText.two(start.hour)):\(FeedText.two(start.minute))",
            "\(FeedText.two(end.hour)):\(FeedText.two(end.minute))", "Vieux-Port", FeedText.degrees(observation.latitude ?? 0),
            FeedText.degrees(observation.longitude ?? 0), "\(Int(observation.value ?? 0))", "confirmée",
        ].joined(separator: ";") + "\r\n"
    }

    private static func clock(_ wall: FeedText.Wall) -> String {
        "\(FeedText.two(wall.hour))\(FeedText.two(wall.minute))\(FeedText.two(wall.second))"
    }
}
