/// Observations out of a file of either format: JSON lines where the first character is `{`, CSV otherwise.
public struct ObservationFileReader: Sendable {
    /// The first bytes, until they tell the format.
    private var held: [UInt8] = []
    private var csv: CSVObservationReader?
    private var json: JSONObservationReader?
    private let map: ColumnMap
    private let zone: ZoneTable
    private let places: PlaceTable

    /// A reader; `map` says how a CSV file is laid out, the zone gives times without offset their meaning.
    public init(map: ColumnMap = .standard, zone: ZoneTable, places: PlaceTable = .empty) {
        self.map = map
        self.zone = zone
        self.places = places
    }

    /// Takes the next bytes of the file, in any size. Take rows until `needsMore` before feeding more.
    public mutating func feed(_ bytes: some Collection<UInt8>) {
        if csv != nil {
            csv?.feed(bytes)
        } else if json != nil {
            json?.feed(bytes)
        } else {
            held.append(contentsOf: bytes)
            decide()
        }
    }

    /// There are no more bytes.
    public mutating func finish() {
        if json == nil, csv == nil { beginCSV() }
        csv?.finish()
        json?.finish()
    }

    /// The next row. Throws where the file as a whole cannot be read.
    public mutating func next() throws(FileProblem) -> RowResult {
        if let row = try csv?.next() { return row }
        return json?.next() ?? .needsMore
    }

    private mutating func decide() {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        if held.count < mark.count, mark.starts(with: held) { return }
        let rest = held.starts(with: mark) ? held[mark.count...] : held[...]
        let space = [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t")]
        guard let first = rest.first(where: { !space.contains($0) }) else {
            // White space alone tells nothing; a file may not begin with very much of it.
            if held.count > ObservationFileReader.maximumBlank { beginCSV() }
            return
        }
        guard first == UInt8(ascii: "{") else { return beginCSV() }
        json = JSONObservationReader(zone: zone, places: places)
        json?.feed(rest)
        held = []
    }

    private static let maximumBlank = 4_096

    private mutating func beginCSV() {
        csv = CSVObservationReader(map: map, zone: zone, places: places)
        csv?.feed(held)
        held = []
    }
}
