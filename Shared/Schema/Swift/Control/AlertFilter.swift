public import Domain
internal import CSchema

/// Which alerts a gateway wants. As it is made, all.
public struct AlertFilter: Hashable, Sendable {
    /// A box of cells of level 0, its sides included.
    public struct Area: Hashable, Sendable {
        /// Westernmost column.
        public var westColumn: Int32
        /// Easternmost column.
        public var eastColumn: Int32
        /// Southernmost row.
        public var southRow: Int32
        /// Northernmost row.
        public var northRow: Int32

        /// A box from its four sides.
        public init(westColumn: Int32, eastColumn: Int32, southRow: Int32, northRow: Int32) {
            self.westColumn = westColumn
            self.eastColumn = eastColumn
            self.southRow = southRow
            self.northRow = northRow
        }

        /// Whether a cell of any level has a part in the box.
        public func touches(_ cell: Cell) -> Bool {
            let (west, south) = (Int64(cell.column) << Int64(cell.level), Int64(cell.row) << Int64(cell.level))
            let last = (Int64(1) << Int64(cell.level)) - 1
            return west <= Int64(eastColumn) && west + last >= Int64(westColumn) && south <= Int64(northRow)
                && south + last >= Int64(southRow)
        }
    }

    /// Empty: all.
    public var categories: Set<Category>
    /// The least severe that is wanted.
    public var minimumSeverity: Severity
    /// nil: everywhere.
    public var area: Area?

    /// A filter; what is not named does not filter.
    public init(categories: Set<Category> = [], minimumSeverity: Severity = .unknown, area: Area? = nil) {
        self.categories = categories
        self.minimumSeverity = minimumSeverity
        self.area = area
    }

    /// Whether an alert is wanted. An alert without cells speaks of the whole territory.
    public func matches(_ alert: Alert) -> Bool {
        guard categories.isEmpty || categories.contains(alert.category), alert.severity >= minimumSeverity else { return false }
        guard let area, !alert.cells.isEmpty else { return true }
        return alert.cells.contains(where: area.touches)
    }
}

extension AlertFilter: ProtobufCoded {
    /// `quietude.v1.AlertFilter`
    public static var name: String { "quietude.v1.AlertFilter" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertFilter>) { quietude__v1__alert_filter__init(c) }

    func fill(_ c: inout Quietude__V1__AlertFilter, in arena: Arena) {
        (c.n_categories, c.categories) = arena.array(categories.sorted().map { UInt32($0.rawValue) })
        c.minimum_severity = Quietude__V1__Severity(rawValue: UInt32(minimumSeverity.rawValue))
        guard let area else { return }
        c.has_area = 1
        c.west_column = area.westColumn
        c.east_column = area.eastColumn
        c.south_row = area.southRow
        c.north_row = area.northRow
    }

    init(reading c: Quietude__V1__AlertFilter) throws(SchemaError) {
        self.init()
        for number in Self.array(c.categories, c.n_categories) { categories.insert(try Self.closed(number, "categories")) }
        // Not read as "unknown": that would let through more than was asked for.
        minimumSeverity = try Self.closed(c.minimum_severity.rawValue, "minimum_severity")
        if c.has_area != 0 {
            area = Area(westColumn: c.west_column, eastColumn: c.east_column, southRow: c.south_row, northRow: c.north_row)
        }
    }
}
