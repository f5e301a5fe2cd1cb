import Domain

/// What an adapter is told of the source it reads for: taken from the register, the territory and the files beside them.
///
/// Adapters are pure: the wall clock, where one needs it (is a feed stale?), is `now`, passed in.
public struct SourceContext: Sendable {
    /// Gives times without offset their meaning.
    public var zone: ZoneTable
    /// How a CSV file is laid out, where the format is not laid out by its own standard.
    public var map: ColumnMap
    /// The register's categories of this source: its own code to one of ours.
    public var mappings: [String: Category]
    /// Seconds in which readings are summed.
    public var slotLength: UInt32
    /// Where the things are that a feed only names: cameras, stops, zones, establishments, addresses.
    public var places: PlaceTable
    /// How an operator's zones of presence are spread over cells.
    public var shares = ZoneShares.empty
    /// The device that a document comes from, where it does not say so itself: a camera.
    public var device = ""
    /// The wall clock when the document was fetched; nil where it does not matter (history).
    public var now: Instant?
    /// The GTFS timetable beside a realtime feed; nil where there is none.
    public var timetable: TransitTimetable?
    /// Decodes GTFS-Realtime; nil where the caller has no such decoder (it lives above this library, in `TransitFeeds`).
    public var transit: (any TransitFeedDecoding)?

    /// A context with what most sources need.
    public init(
        zone: ZoneTable, map: ColumnMap = .standard, mappings: [String: Category] = [:],
        slotLength: UInt32 = TimeSlot.defaultLength, places: PlaceTable = .empty, now: Instant? = nil,
        transit: (any TransitFeedDecoding)? = nil
    ) {
        self.zone = zone
        self.map = map
        self.mappings = mappings
        self.slotLength = slotLength
        self.places = places
        self.now = now
        self.transit = transit
    }

    /// The code to send for what a standard calls by one of these codes, the most precise first: the first that the register maps, else our
    /// own category's (the first that it maps), so that the register may map a standard's codes as it likes and need not map them all.
    func code(_ standard: [String], else categories: [Category]) -> String {
        for code in standard where mappings[code] != nil { return code }
        for category in categories where mappings[category.code] != nil { return category.code }
        return categories.first?.code ?? standard.first ?? Category.other.code
    }

    /// The same, with one category of ours.
    func code(_ standard: [String], else category: Category) -> String { code(standard, else: [category]) }

    /// The beginning of the slot that holds an instant.
    func slotStart(of instant: Instant) -> Instant {
        let length = Int64(max(slotLength, 1)) * 1_000
        let part = instant.milliseconds % length
        return Instant(milliseconds: instant.milliseconds - (part < 0 ? part + length : part))
    }
}
