import Domain

/// Which columns of a weather table hold what: Météo-France's layouts, recognised by their headers.
struct WeatherLayout: Sendable {
    /// How a table writes its times.
    enum Clock: Sendable {
        /// `yyyyMMddHHmmss` or `yyyyMMddHH`, UTC.
        case digits
        /// ISO 8601, with its offset (UTC where it has none).
        case iso
        /// A day of the wall clock, `yyyyMMdd` or ISO.
        case day
    }

    /// How a column writes its measure, and what it becomes.
    enum Scale: Sendable {
        /// Kelvin to degrees Celsius.
        case kelvin
        case celsius
        /// Exports that mix both: what is above 150 can only be kelvin, what is below only Celsius.
        case kelvinOrCelsius
        /// Metres a second.
        case wind
        /// Millimetres (kg/m²); -0.1 says "traces".
        case rain
    }

    /// One measure of a row.
    struct Measure: Sendable {
        let column: Int
        /// Climatology's quality flag.
        let flag: Int?
        let category: Category
        let scale: Scale
        /// Seconds that it sums up or averages, ending at the row's time; 0 for an instant.
        let seconds: Int64
        /// What tells it from the row's other measures, in its id.
        let tag: StaticString
    }

    let station: Int?
    let time: Int
    let clock: Clock
    let measures: [Measure]

    /// The layout of a header; nil where it is none of those known.
    init?(_ table: HeaderedTable) {
        if let time = table.column("AAAAMMJJHH") {
            self.init(station: table.column("NUM_POSTE"), time: time, clock: .digits, measures: WeatherLayout.hourly(table))
        } else if let time = table.column("AAAAMMJJ") {
            self.init(station: table.column("NUM_POSTE"), time: time, clock: .day, measures: WeatherLayout.daily(table))
        } else if table.column("numer_sta", "id_omm", "geo_id_wmo", "geo_id_insee") != nil, table.column("t", "ff", "rr1", "rr3") != nil,
            let time = table.column("validity_time", "date")
        {
            self.init(
                station: table.column("numer_sta", "id_omm", "geo_id_wmo", "geo_id_insee"), time: time,
                clock: table.names[time].lowercased() == "date" ? .digits : .iso, measures: WeatherLayout.synop(table))
        } else if let time = table.column("DATE"), table.column("TM") != nil {
            self.init(station: table.column("NUM_POSTE"), time: time, clock: .day, measures: WeatherLayout.daily(table))
        } else if let time = table.column("Date") {
            self.init(
                station: table.column("ID OMM station", "numer_sta"), time: time, clock: .iso, measures: WeatherLayout.export(table))
        } else {
            return nil
        }
        if measures.isEmpty { return nil }
    }

    private init(station: Int?, time: Int, clock: Clock, measures: [Measure]) {
        self.station = station
        self.time = time
        self.clock = clock
        self.measures = measures
    }

    private static let hour: Int64 = 3_600

    /// "Données SYNOP essentielles OMM": kelvin, m/s, mm. Of the sums that overlap, the longest that is issued as often as it lasts.
    private static func synop(_ table: HeaderedTable) -> [Measure] {
        compact([
            measure(table, ["t"], .temperature, .kelvin, 0, "t"),
            measure(table, ["ff"], .wind, .wind, 0, "ff"),
            measure(table, ["rr3"], .rain, .rain, 3 * hour, "rr3") ?? measure(table, ["rr1"], .rain, .rain, hour, "rr1"),
        ])
    }

    /// The same data as exported by opendatasoft, under sentences for names.
    private static func export(_ table: HeaderedTable) -> [Measure] {
        compact([
            measure(table, ["Température (°C)", "Temperature", "Température"], .temperature, .kelvinOrCelsius, 0, "t"),
            measure(table, ["Vitesse du vent moyen 10 mn", "Vitesse_vent"], .wind, .wind, 0, "ff"),
            measure(table, ["Précipitations dans les 3 dernières heures"], .rain, .rain, 3 * hour, "rr3")
                ?? measure(table, ["Précipitations dans la dernière heure"], .rain, .rain, hour, "rr1"),
        ])
    }

    /// "Données climatologiques de base - horaires": degrees Celsius, m/s, mm, a flag beside each.
    private static func hourly(_ table: HeaderedTable) -> [Measure] {
        compact([
            measure(table, ["T"], .temperature, .celsius, 0, "t", flag: "QT"),
            measure(table, ["FF"], .wind, .wind, 0, "ff", flag: "QFF"),
            measure(table, ["RR1"], .rain, .rain, hour, "rr1", flag: "QRR1"),
        ])
    }

    /// "Données climatologiques de base - quotidiennes": means and the sum of the day.
    private static func daily(_ table: HeaderedTable) -> [Measure] {
        compact([
            measure(table, ["TM"], .temperature, .celsius, 24 * hour, "tm", flag: "QTM"),
            measure(table, ["FFM"], .wind, .wind, 24 * hour, "ffm", flag: "QFFM"),
            measure(table, ["RR"], .rain, .rain, 24 * hour, "rr", flag: "QRR"),
        ])
    }

    private static func compact(_ measures: [Measure?]) -> [Measure] { measures.compactMap { $0 } }

    private static func measure(
        _ table: HeaderedTable, _ names: [String], _ category: Category, _ scale: Scale, _ seconds: Int64, _ tag: StaticString,
        flag: String? = nil
    ) -> Measure? {
        guard let column = table.column(names) else { return nil }
        return Measure(
            column: column, flag: flag.flatMap { table.column($0) }, category: category, scale: scale, seconds: seconds, tag: tag)
    }
}
