import Domain

/// Weather as Météo-France and aerodromes give it: SYNOP essentials (kelvin, m/s, mm), and of the same hours basic climatology and METAR;
/// vigilance as CAP 1.2, issued again under a new identifier without references.
enum WeatherFeed {
    static let station = "07650"
    static let climatologyStation = "13054001"
    static let aerodrome = "LFML"
    /// NUTS 3 of the list that MeteoAlarm still uses.
    static let region = "FR824"

    static func files(_ story: SourceStory, source: SimulatedSource) -> [FeedFile] {
        var hours: [Int64: [Category: Observation]] = [:]
        var warnings: [Observation] = []
        for observation in story.standing {
            guard let category = Category(code: observation.originalCode), let start = observation.phenomenonStart?.seconds else {
                continue
            }
            if category == .vigilance { warnings.append(observation) } else { hours[start, default: [:]][category] = observation }
        }
        let rows = hours.keys.sorted().map { (time: $0, sky: hours[$0] ?? [:]) }
        func alternative(_ name: String, _ format: String, _ text: String, _ facts: [FeedFile.Fact]) -> FeedFile {
            var file = FeedFile(name: name, format: format, source: source.identifier, bytes: Array(text.utf8), facts: facts)
            file.isAlternative = true
            return file
        }
        let facts = rows.flatMap { row in row.sky.values.map { FeedFile.Fact($0) } }
        return [
            FeedFile(name: "synop.csv", format: "synop", source: source.identifier, bytes: Array(synop(rows).utf8), facts: facts),
            alternative("climatologie-horaire.csv", "climatology", climatology(rows), facts),
            alternative("metar.txt", "metar", metar(rows), facts.filter { $0.code != Category.rain.code }),
            FeedFile(
                name: "vigilance.xml", format: "cap", source: source.identifier, bytes: Array(cap(warnings).utf8), facts: days(warnings)),
        ]
    }

    private typealias Row = (time: Int64, sky: [Category: Observation])

    /// Rain is told at the end of its hour.
    private static func rainBefore(_ time: Int64, _ rows: [Int64: Double]) -> Double? { rows[time - 3_600] }

    private static func times(_ rows: [Row]) -> (times: [Int64], rain: [Int64: Double], sky: [Int64: [Category: Observation]]) {
        let sky = Dictionary(rows.map { ($0.time, $0.sky) }, uniquingKeysWith: { first, _ in first })
        let rain = sky.compactMapValues { $0[.rain]?.value }
        let all = Set(sky.keys).union(rain.keys.map { $0 + 3_600 })
        return (all.sorted(), rain, sky)
    }

    private static func synop(_ rows: [Row]) -> String {
        let (times, rain, sky) = times(rows)
        var text = "numer_sta;date;pmer;dd;ff;t;td;u;vv;pres;rr1\r\n"
        for time in times {
            let ff = sky[time]?[.wind]?.value.map { FeedText.fixed($0, 1) } ?? "mq"
            let t = sky[time]?[.temperature]?.value.map { FeedText.fixed($0 + 273.15, 2) } ?? "mq"
            let rr = rainBefore(time, rain).map { FeedText.fixed($0, 1) } ?? "mq"
            let wall = FeedText.utc(time)
            text += "\(station);\(wall.digits)\(FeedText.two(wall.hour))0000;101880;320;\(ff);\(t);mq;61;20000;101460;\(rr)\r\n"
        }
        return text
    }

    private static func climatology(_ rows: [Row]) -> String {
        let (times, rain, sky) = times(rows)
        var text = "NUM_POSTE;NOM_USUEL;LAT;LON;ALTI;AAAAMMJJHH;RR1;QRR1;FF;QFF;T;QT;HTN;QHTN\n"
        for time in times {
            let rr = rainBefore(time, rain).map { "\(FeedText.fixed($0, 1));1" } ?? ";"
            let ff = sky[time]?[.wind]?.value.map { "\(FeedText.fixed($0, 1));1" } ?? ";"
            let t = sky[time]?[.temperature]?.value.map { "\(FeedText.fixed($0, 1));1" } ?? ";"
            let wall = FeedText.utc(time)
            text +=
                "\(climatologyStation);MARIGNANE;43.437667;5.216000;9;\(wall.digits)\(FeedText.two(wall.hour));\(rr);\(ff);\(t);0453;9\n"
        }
        return text
    }

    /// Whole degrees and knots, under lines with their date so that they can be read years later.
    private static func metar(_ rows: [Row]) -> String {
        var text = ""
        for row in rows {
            guard let wind = row.sky[.wind]?.value, let celsius = row.sky[.temperature]?.value else { continue }
            let wall = FeedText.utc(row.time)
            let knots = FeedText.two(Int((wind * 3_600 / 1_852).rounded()))
            let degrees = Int(celsius.rounded())
            let warmth = degrees < 0 ? "M\(FeedText.two(-degrees))" : FeedText.two(degrees)
            text += "\(wall.year)/\(FeedText.two(wall.month))/\(FeedText.two(wall.day)) \(FeedText.two(wall.hour)):00\n"
            text +=
                "METAR \(aerodrome) \(FeedText.two(wall.day))\(FeedText.two(wall.hour))00Z AUTO 320\(knots)KT\n     9999 FEW040 \(warmth)/04 Q1016 NOSIG=\n"
        }
        return text
    }

    /// Warnings of one day are one, whatever their identifiers: the last one holds.
    private static func days(_ warnings: [Observation]) -> [FeedFile.Fact] {
        var last: [Int64: FeedFile.Fact] = [:]
        for warning in warnings { last[warning.phenomenonStart?.seconds ?? 0] = FeedFile.Fact(warning) }
        return last.keys.sorted().compactMap { last[$0] }
    }

    private static let colours: [(colour: String, severity: String)] = [
        ("green", "Minor"), ("yellow", "Moderate"), ("orange", "Severe"), ("red", "Extreme"),
    ]

    private static func cap(_ warnings: [Observation]) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alerts>\n"
        for (number, warning) in warnings.enumerated() {
            let level = min(max(Int(warning.value ?? 1), 1), 4)
            let (colour, severity) = colours[level - 1]
            let said = FeedText.Wall(warning.resultTime?.seconds ?? 0).iso
            let onset = FeedText.Wall(warning.phenomenonStart?.seconds ?? 0).iso
            let expires = FeedText.Wall(warning.phenomenonEnd?.seconds ?? 0).iso
            let infos = [("fr-FR", "Vigilance vent"), ("en-GB", "Wind warning")].map { language, event in
                """
                <info><language>\(language)</language><category>Met</category><event>\(event)</event><responseType>Monitor</responseType>
                <urgency>Future</urgency><severity>\(severity)</severity><certainty>Likely</certainty><effective>\(said)</effective>
                <onset>\(onset)</onset><expires>\(expires)</expires><senderName>METEO-FRANCE</senderName>
                <parameter><valueName>awareness_level</valueName><value>\(level); \(colour); \(severity)</value></parameter>
                <parameter><valueName>awareness_type</valueName><value>1; Wind</value></parameter>
                <area><areaDesc>Bouches-du-Rhone</areaDesc><geocode><valueName>NUTS3</valueName><value>\(region)</value></geocode></area></info>
                """
            }
            text += """
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>2.49.0.0.250.0.SIM.\(number)</identifier>
                <sender>vigilance@simulation.example</sender><sent>\(said)</sent><status>Actual</status><msgType>Alert</msgType>
                <scope>Public</scope>\(infos.joined())</alert>

                """
        }
        return text + "</alerts>\n"
    }
}
