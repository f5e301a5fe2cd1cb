import Domain

/// Observations out of a CSV file that arrives in pieces: feed bytes, take rows until it needs more, say when there are none.
///
/// ```swift
/// var reader = CSVObservationReader(map: .standard, zone: zone)
/// reader.feed(chunk)
/// while case let row = try reader.next() { … }     // .observation, .problem: go on; .needsMore: feed; .end: stop
/// ```
public struct CSVObservationReader: Sendable {
    private let map: ColumnMap
    private var scanner = CSVScanner()
    private var assembler: CSVRowAssembler?
    private var decoding: TextDecoding
    private let zone: ZoneTable
    private let places: PlaceTable
    private var ended = false
    private var started = false

    /// A reader of a file laid out as `map` says, whose wall clock is the zone's; `places` knows addresses and zones.
    public init(map: ColumnMap = .standard, zone: ZoneTable, places: PlaceTable = .empty) {
        self.map = map
        self.zone = zone
        self.places = places
        decoding = TextDecoding(map.encoding)
    }

    /// Takes the next bytes of the file, in any size. Take rows until `needsMore` before feeding more.
    public mutating func feed(_ bytes: some Collection<UInt8>) { scanner.feed(bytes) }

    /// There are no more bytes.
    public mutating func finish() {
        ended = true
        scanner.finish()
    }

    /// The next row. Throws where the file as a whole cannot be read; such a file stays unreadable.
    public mutating func next() throws(FileProblem) -> RowResult {
        if !started {
            guard try start() else { return .needsMore }
            started = true
        }
        while true {
            switch scanner.next() {
            case .needsMore: return .needsMore
            case .end:
                if assembler == nil { throw FileProblem(description: "the file is empty; its first row must name the columns") }
                return .end
            case .problem(let problem):
                guard assembler != nil else { throw FileProblem(description: "the header cannot be read: \(problem.message)") }
                return .problem(problem)
            case .row(let line):
                guard assembler != nil else {
                    assembler = try header()
                    continue
                }
                return row(line)
            }
        }
    }

    private mutating func row(_ line: Int) -> RowResult {
        do throws(RowProblem) {
            // Nil only before the header was read.
            guard let observation = try assembler?.observation(scanner, line: line) else { return .needsMore }
            return .observation(line: line, observation)
        } catch {
            return .problem(error)
        }
    }

    /// Looks at the first line: the byte order mark, and which delimiter it uses. False until the line is whole.
    private mutating func start() throws(FileProblem) -> Bool {
        guard let line = scanner.upcomingLine else { return false }
        if line.starts(with: [0x1f, 0x8b]) { throw FileProblem(description: "the file is compressed (gzip); expand it before reading") }
        if line.starts(with: [0xff, 0xfe]) || line.starts(with: [0xfe, 0xff]) || line.prefix(64).contains(0) {
            throw FileProblem(description: "the file is UTF-16 or not text; save it as CSV in UTF-8")
        }
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        if line.starts(with: mark) {
            scanner.skip(mark.count)
            if map.encoding == .detected { decoding = TextDecoding(.utf8) }
        }
        scanner.delimiter = map.delimiter ?? CSVObservationReader.delimiter(of: line)
        return true
    }

    private mutating func header() throws(FileProblem) -> CSVRowAssembler {
        let buffer = scanner.buffer
        let bytes = buffer.span
        var names: [String] = []
        for field in scanner.fields {
            guard let name = decoding.text(bytes.extracting(field.start..<field.end), doubled: field.doubled) else {
                throw FileProblem(description: "the header is not UTF-8; declare `encoding: windows-1252` under `columns` of the source")
            }
            names.append(name.trimmingSpaces)
        }
        let layout = try CSVLayout(header: names, map: map)
        return CSVRowAssembler(map: map, layout: layout, zone: zone, decoding: decoding, places: places)
    }

    /// The one of `,` `;` and tab that occurs most often outside quotes.
    private static func delimiter(of line: ArraySlice<UInt8>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        var quoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if !quoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
        return candidates[best]
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let space: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{a0}" }
        let head = drop(while: space)
        return String(head.reversed().drop(while: space).reversed())
    }
}
