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
    private let path: String

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
            var file = try InputFile(path)
            var reader = PlaceTableReader(into: table)
            do {
                while let data = try file.read() { try reader.feed(data) }
                table = try reader.finish()
            } catch let problem as FileProblem {
                throw Failure("\(path): \(problem)", "\(path) : \(problem)")
            }
        }
        return table
    }
}
