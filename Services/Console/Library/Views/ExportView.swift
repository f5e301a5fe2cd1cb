public import Domain

/// Tables to take away.
public struct ExportView: Sendable {
    /// What may be taken.
    public enum Table: String, CaseIterable, Sendable {
        case trends, comparisons, incidents, alerts, zones
    }

    /// In which form.
    public enum Format: String, CaseIterable, Sendable {
        case csv, geojson
    }

    /// Counts of a cell, a category and a day.
    public struct CellDay: Sendable {
        /// Where.
        public var cell: Cell
        /// What.
        public var category: Domain.Category
        /// When.
        public var day: CivilDay
        /// How many.
        public var count: Int64
    }

    private let picture: Picture
    private let days: LocalDays
    private let isFrench: Bool

    /// Rows of one file.
    public static let maximumRows = 500_000

    /// A view of a picture on a calendar.
    public init(_ picture: Picture, days: LocalDays, isFrench: Bool) {
        self.picture = picture
        self.days = days
        self.isFrench = isFrench
    }

    private func head(_ french: [String], _ english: [String]) -> [String] { isFrench ? french : english }
    private func name(_ category: Domain.Category) -> String { isFrench ? category.french : category.english }
    private static func number(_ value: Double?) -> String? { value.map { "\($0.rounded(toDigits: 4))" } }
    private static func number(_ value: Int64?) -> String? { value.map { "\($0)" } }

    /// A series.
    public func trends(_ points: TrendView.Points) -> [UInt8] {
        var csv = CSV(head(["début", "nombre", "habituel", "bas_5", "haut_95"], ["start", "count", "usual", "low_5", "high_95"]))
        for place in points.times.indices {
            let usual = points.usual[place]
            csv.add([
                TimeText.utc(points.times[place]), Self.number(points.counts[place]), Self.number(usual?.mean),
                Self.number(usual?.quantile(0.05)), Self.number(usual?.quantile(0.95)),
            ])
        }
        return csv.bytes
    }

    /// Rows of a comparison.
    public func comparisons(_ rows: [ComparisonView.Row]) -> [UInt8] {
        var csv = CSV(
            head(
                ["code", "nom", "nombre", "avant", "évolution", "notable", "pour_mille_habitants"],
                ["code", "name", "count", "before", "change", "notable", "per_thousand_residents"]))
        for row in rows {
            csv.add([
                row.identifier, isFrench ? row.words.french : row.words.english, Self.number(row.count), Self.number(row.before),
                Self.number(row.change), row.isNotable ? "1" : "0", Self.number(row.perThousand),
            ])
        }
        return csv.bytes
    }

    /// Counts by cell, category and day; nil where there are more rows than one file may have.
    public func cellDays(_ span: Range<CivilDay>, _ selection: TrendView.Selection) -> [CellDay]? {
        struct Key: Hashable {
            var place: PlaceCategory
            var day: CivilDay
        }
        let isWanted = selection.isWanted(picture.zones)
        var sums: [Key: Int64] = [:]
        let (start, end) = (days.start(of: span.lowerBound), days.start(of: span.upperBound))
        picture.counts.visit(start.floorDivided(by: 3_600)..<max(start, end).floorDivided(by: 3_600)) { hour, key, count, _ in
            if isWanted(key) { sums[Key(place: key, day: days.day(of: hour * 3_600)), default: 0] += Int64(count) }
        }
        guard sums.count <= Self.maximumRows else { return nil }
        return sums.map { CellDay(cell: $0.key.place.cell, category: $0.key.place.category, day: $0.key.day, count: $0.value) }.sorted {
            ($0.day, $0.cell, $0.category) < ($1.day, $1.cell, $1.category)
        }
    }

    /// Counts by cell, category and day as a table; cells by their INSPIRE code where they have one.
    public func incidents(_ rows: [CellDay]) -> [UInt8] {
        let grid = picture.register?.territory.grid
        var csv = CSV(
            head(["jour", "maille", "zone", "catégorie", "nom", "nombre"], ["day", "cell", "zone", "category", "name", "count"]))
        for row in rows {
            csv.add([
                row.day.text, grid?.inspireCode(of: row.cell) ?? "\(row.cell.level)/\(row.cell.column)/\(row.cell.row)",
                picture.zones.zone(of: row.cell), row.category.code, name(row.category), "\(row.count)",
            ])
        }
        return csv.bytes
    }

    /// Alerts as a table.
    public func alerts(_ threads: [AlertThread], at: Int64) -> [UInt8] {
        var csv = CSV(
            head(
                ["fil", "premier", "dernier", "expire", "état", "catégorie", "gravité", "titre", "zones", "règle"],
                ["thread", "first", "last", "expires", "state", "category", "severity", "headline", "zones", "rule"]))
        for thread in threads {
            let message = thread.latest
            csv.add([
                message.thread, TimeText.utc(thread.messages[0].sent), TimeText.utc(message.sent), TimeText.utc(message.expires),
                thread.state(at: at).rawValue, message.category.code, "\(message.severity)",
                isFrench ? message.french.headline : message.english.headline,
                picture.zones.zones(of: message.cells).joined(separator: " "), message.rule,
            ])
        }
        return csv.bytes
    }

    /// Zones as a table, with their figures.
    public func zones() -> [UInt8] {
        let facts = Set(picture.zones.zones.flatMap(\.facts.keys)).sorted()
        var csv = CSV(head(["code", "nom"], ["code", "name"]) + facts)
        for zone in picture.zones.zones {
            csv.add([zone.identifier, zone.name] + facts.map { Self.number(zone.facts[$0]) })
        }
        return csv.bytes
    }
}
