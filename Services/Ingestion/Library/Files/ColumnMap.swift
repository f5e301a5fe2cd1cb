/// How a source's files are laid out: which column holds what, and how times and numbers are written.
public struct ColumnMap: Hashable, Sendable {
    /// How bytes become characters.
    public enum Encoding: Hashable, Sendable {
        /// UTF-8 until a byte is not; Windows-1252 from there on.
        case detected
        case utf8
        case windows1252
    }

    /// How a row says that it is withdrawn.
    public struct Withdrawn: Hashable, Sendable {
        /// Name of the column that says so.
        public var column: String
        /// What it then says.
        public var values: [String]

        /// A row whose `column` says one of `values` withdraws what its id named.
        public init(column: String, values: [String]) {
            self.column = column
            self.values = values
        }
    }

    /// What to do with a wall clock that summer time skipped.
    public enum SkippedHour: Hashable, Sendable {
        /// The row is refused: somebody must say what is meant.
        case refused
        /// Read as if the clock had not been put forward yet, and flagged ambiguous: for archives that round to the hour.
        case shifted
    }

    /// In which coordinates positions are written.
    public enum Projection: Hashable, Sendable {
        /// Degrees of WGS 84.
        case degrees
        /// Metres of Lambert 93 (EPSG:2154): latitude's column holds Y, longitude's X.
        case lambert93
    }

    /// `,` `;` or a tab; nil: found in the header.
    public var delimiter: UInt8?
    /// How bytes become characters.
    public var encoding = Encoding.detected
    /// `43,2951` rather than `43.2951`.
    public var decimalComma = false
    /// The column of the time, or the date's and the clock's, joined by a space.
    public var time: [String]
    /// How the time is written.
    public var timePattern = TimePattern.iso
    /// What to do with a wall clock that summer time skipped.
    public var skippedHour = SkippedHour.refused
    /// When it was said, written like the time.
    public var said: String?
    /// Missing: made from the row and its line.
    public var identifier: String?
    /// The row's version of its id, 1 for the first; a higher one replaces.
    public var version: String?
    /// Degrees, or metres northward where the projection is in metres.
    public var latitude: String?
    /// Degrees, or metres eastward where the projection is in metres.
    public var longitude: String?
    /// In which coordinates both are written.
    public var projection = Projection.degrees
    /// An address, looked up in the table of places where there is no position; never sent.
    public var address: String?
    /// A zone of the territory, where there is no position.
    public var area: String?
    /// An INSPIRE cell code, where there is no position.
    public var cell: String?
    /// The source's own word for the kind of fact.
    public var category: String?
    /// A CAP severity, or its number 0 ... 4.
    public var severity: String?
    /// A measured number.
    public var value: String?
    /// UCUM.
    public var unit: String?
    /// Free text; name it only where the register allows `text`.
    public var text: String?
    /// How a row says that it is withdrawn; nil where rows never are.
    public var withdrawn: Withdrawn?
    /// What a coordinate or a value says where it is not known, beside nothing.
    public var unknown: [String] = []
    /// Columns named here that a file may lack all the same.
    public var optional: Set<String> = []

    /// A map that names its time column alone; set the rest.
    public init(time: [String]) { self.time = time }

    /// `time,lat,lon,category[,severity,text,id]` in any order.
    public static let standard: ColumnMap = {
        var map = ColumnMap(time: ["time"])
        map.latitude = "lat"
        map.longitude = "lon"
        map.category = "category"
        map.severity = "severity"
        map.text = "text"
        map.identifier = "id"
        map.optional = ["severity", "text", "id"]
        return map
    }()
}
