/// Which alerts are wanted: by a subscription or by a query. What is named must all hold; as it is made, all that rings anyone.
///
/// The area is the union of box, cells, zones and polygons; where none is named, everywhere. `AlertPredicate` decides.
public struct AlertFilter: Hashable, Sendable {
    /// Numbers of vertices, cells, zones and polygons that one filter may hold.
    public static let maximumParts = 4_096

    /// A ring in WGS 84 degrees: longitude, latitude, longitude, ...; closed or not.
    public typealias Ring = [Double]

    /// Empty: all.
    public var categories: Set<Category>
    /// The least severe that is wanted.
    public var minimumSeverity: Severity
    /// A rectangle of the grid.
    public var box: CellBox?
    /// Cells of any level.
    public var cells: [Cell]
    /// Codes of the territory's zones.
    public var zones: Set<String>
    /// Rings, each an area of its own.
    public var polygons: [Ring]
    /// Any of them is rung; empty: anyone is.
    public var audiences: Set<Audience>
    /// Words of other languages are left out; empty: none is.
    public var languages: Set<Alert.Language>
    /// Also what is held back from all audiences asked for.
    public var includesHeld: Bool

    /// A filter; what is not named does not filter.
    public init(
        categories: Set<Category> = [], minimumSeverity: Severity = .unknown, box: CellBox? = nil, cells: [Cell] = [],
        zones: Set<String> = [], polygons: [Ring] = [], audiences: Set<Audience> = [], languages: Set<Alert.Language> = [],
        includesHeld: Bool = false
    ) {
        self.categories = categories
        self.minimumSeverity = minimumSeverity
        self.box = box
        self.cells = cells
        self.zones = zones
        self.polygons = polygons
        self.audiences = audiences
        self.languages = languages
        self.includesHeld = includesHeld
    }

    /// Whether it names any area.
    public var hasArea: Bool { box != nil || !cells.isEmpty || !zones.isEmpty || !polygons.isEmpty }

    /// The alert with the words of the languages asked for alone; all of them where it has none of those.
    public func worded(_ alert: Alert) -> Alert {
        guard !languages.isEmpty, languages.contains(where: { alert.wording($0) != Alert.Wording() }) else { return alert }
        var alert = alert
        if !languages.contains(.french) {
            alert.french = Alert.Wording()
            alert.place.french = ""
        }
        if !languages.contains(.english) {
            alert.english = Alert.Wording()
            alert.place.english = ""
        }
        return alert
    }
}
