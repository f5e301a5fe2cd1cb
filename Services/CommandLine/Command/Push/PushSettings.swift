import Domain
import Foundation
import Ingestion

/// What a file is read and judged by: the register's entry, the zone, the places, the format.
struct PushSettings {
    let territory: String
    let source: String?
    let entry: SourceEntry?
    var context: SourceContext
    let format: InputFormat?
    var path: String

    /// `map` is how the source's CSV files are laid out.
    init(
        path: String, territory: String, source: String?, entry: SourceEntry?, map: ColumnMap, zone: ZoneTable, slotLength: UInt32,
        places: PlaceTable, format: InputFormat?
    ) {
        self.path = path
        self.territory = territory
        self.source = source
        self.entry = entry
        self.format = format
        context = SourceContext(
            zone: zone, map: map, mappings: entry?.mappings ?? [:],
            slotLength: entry.flatMap { $0.slotLength == 0 ? nil : $0.slotLength } ?? slotLength,
            places: places, now: nil, transit: TransitDecoding.decoder)
    }

    /// What the register declares of a source, and the files beside it; throws where they do not go together.
    init(
        path: String, territory: String, source: String?, declared: Declared, zone: String?, placeFiles: [String], timetable: String?,
        device: String, format: InputFormat?
    ) throws {
        let entry = try source.flatMap { try declared.source($0, of: territory) }
        if let format, let kind = format.format.kind, let entry, entry.kind != kind {
            throw Failure(
                "format \(format.format.name) is of \(kind.name) sources, and \(entry.identifier) is a \(entry.kind.name) source in the register",
                "le format \(format.format.name) est celui des sources \(kind.name), et \(entry.identifier) est une source \(entry.kind.name) au registre"
            )
        }
        let zoneName = zone ?? declared.entry(of: territory)?.timeZone ?? "UTC"
        guard let table = ZoneTable(identifier: zoneName) else {
            throw Failure(
                "\"\(zoneName)\" is not a time zone: write an IANA name such as Europe/Paris",
                "« \(zoneName) » n'est pas un fuseau : écrire un nom IANA tel que Europe/Paris")
        }
        self.init(
            path: path, territory: territory, source: source, entry: entry,
            map: source.map { declared.columnMap($0, of: territory) } ?? .standard, zone: table,
            slotLength: declared.entry(of: territory)?.slotLength ?? TimeSlot.defaultLength, places: try PushSettings.places(placeFiles),
            format: format)
        context.device = device
        context.timetable = try timetable.map { try TimetableFiles.read($0, zone: table) }
    }

    /// The rows of the file, from its beginning.
    func rows() throws -> InputRows {
        try InputRows(path, adapter: (format?.format).map { try $0.adapter(context) } ?? TableAdapter(.detected, context: context))
    }

    /// What leaves out what the register does not allow; nil for tables that say themselves what they hold, and where there is no register.
    var minimisation: Minimisation? {
        guard let format, format.isStandard, let entry else { return nil }
        return Minimisation(entry.allowedFields)
    }

    /// Whether the rows may come in order of time, so that progress can be declared as the file goes.
    var mayBeInOrder: Bool { path != "-" && source != nil && !(format?.isStandard ?? false) }

    /// Reads tables of places; `paths` may be none.
    static func places(_ paths: [String]) throws -> PlaceTable {
        var table = PlaceTable.empty
        for path in paths {
            let file = try InputFile(path)
            var reader = PlaceTableReader(into: table)
            do {
                while let data = try file.read() { try reader.feed(data[...]) }
                table = try reader.finish()
            } catch let problem as FileProblem {
                throw Failure("\(path): \(problem)", "\(path) : \(problem)")
            }
        }
        return table
    }
}
