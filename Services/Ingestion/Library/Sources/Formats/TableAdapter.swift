import Domain

/// CSV with a declared column map, or JSON lines, as a feed: what police logs, agents' tables and everything else without a standard of its
/// own is pushed as.
///
/// | column (key) | becomes | unit, meaning |
/// |---|---|---|
/// | time (`time`) | phenomenonStart, offsetMinutes, timeCertainty | wall clock of the territory, or with its offset (RFC 3339) |
/// | said (`said`) | resultTime | when it was typed |
/// | id (`id`) | observationID | made from the row and its line where there is none |
/// | version (`version`) | version, operation | 2 and more replace |
/// | latitude, longitude (`lat`, `lon`) | latitude, longitude | degrees of WGS 84, or metres of Lambert 93 where declared |
/// | address (`address`) | latitude, longitude | looked up in the table of places, then dropped: never sent |
/// | area (`area`) | latitude, longitude, or areaCode | looked up in the table of places where there is no position |
/// | category (`category`) | originalCode | the source's own word |
/// | severity, value, unit, text | the same | text only where the register allows it |
/// | withdrawn | operation withdraw | only id and time go on |
///
/// Columns that the map does not name are not read at all: RFC 4180 for the layout, the register for the meaning.
public struct TableAdapter: FeedAdapter {
    /// How a table is written.
    public enum Layout: Sendable {
        /// JSON lines where the first character is `{`, CSV otherwise.
        case detected
        case csv
        case jsonLines
    }

    private let layout: Layout
    private let context: SourceContext
    // One of the three; optionals rather than an enumeration, so that a reader's buffer is changed in place.
    private var detected: ObservationFileReader?
    private var csv: CSVObservationReader?
    private var json: JSONObservationReader?

    /// A table of a source.
    public init(_ layout: Layout = .detected, context: SourceContext) {
        self.layout = layout
        self.context = context
        begin()
    }

    private mutating func begin() {
        detected = nil
        csv = nil
        json = nil
        switch layout {
        case .detected: detected = ObservationFileReader(map: context.map, zone: context.zone, places: context.places)
        case .csv: csv = CSVObservationReader(map: context.map, zone: context.zone, places: context.places)
        case .jsonLines: json = JSONObservationReader(zone: context.zone, places: context.places)
        }
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) {
        detected?.feed(bytes)
        csv?.feed(bytes)
        json?.feed(bytes)
    }

    /// The document has no more bytes.
    public mutating func finish() {
        detected?.finish()
        csv?.finish()
        json?.finish()
    }

    /// The next row. Throws where the header does not name the declared columns.
    public mutating func next() throws(FileProblem) -> RowResult {
        let row: RowResult
        do throws(FileProblem) {
            row = try read()
        } catch {
            begin()
            throw error
        }
        if case .end = row { begin() }
        return row
    }

    private mutating func read() throws(FileProblem) -> RowResult {
        if let row = try detected?.next() { return row }
        if let row = try csv?.next() { return row }
        return json?.next() ?? .end
    }

    /// Empty: nothing is remembered between two tables.
    public var memory: [UInt8] { [] }

    /// Nothing was remembered.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {}
}
