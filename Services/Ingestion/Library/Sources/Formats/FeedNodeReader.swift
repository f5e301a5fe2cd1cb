/// Messages out of a document that may be XML or JSON: the first character tells which.
struct FeedNodeReader: Sendable {
    enum Step {
        case node(FeedNode)
        case problem(RowProblem)
        case needsMore
        case end
    }

    private static let maximumBlank = 4_096

    private let records: Set<String>
    /// What mends an object that is no JSON, where a format is known for a mistake.
    private let mend: (@Sendable (ArraySlice<UInt8>) -> [UInt8])?
    private var held: [UInt8] = []
    // One of the two once it is decided; optionals, so that a buffer is changed in place.
    private var xml: XMLRecordReader?
    private var json: JSONElementScanner?
    private var ended = false

    /// A reader of the XML elements of these names, or of JSON objects.
    init(records: Set<String>, mend: (@Sendable (ArraySlice<UInt8>) -> [UInt8])? = nil) {
        self.records = records
        self.mend = mend
    }

    /// Name of the XML document's outermost element; empty in JSON.
    var rootName: String { xml?.rootName ?? "" }

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        if xml != nil {
            xml?.feed(bytes)
        } else if json != nil {
            json?.feed(bytes)
        } else {
            held.append(contentsOf: bytes)
            decide()
        }
    }

    mutating func finish() {
        ended = true
        if xml == nil, json == nil { begin(xml: false) }
        xml?.finish()
        json?.finish()
    }

    private mutating func decide() {
        let blank: [UInt8] = [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]
        guard let first = held.first(where: { !blank.contains($0) }) else {
            if held.count > FeedNodeReader.maximumBlank { begin(xml: false) }
            return
        }
        // UTF-16 begins with its mark or a zero, and is XML.
        begin(xml: first == UInt8(ascii: "<") || first == 0xfe || first == 0xff || first == 0)
    }

    private mutating func begin(xml isXML: Bool) {
        if isXML {
            xml = XMLRecordReader(records: records)
            xml?.feed(held[...])
        } else {
            json = JSONElementScanner()
            json?.feed(held[...])
        }
        held = []
    }

    /// The next message. Throws where an XML document cannot be read; the reader is then ready for another document.
    mutating func next() throws(FileProblem) -> Step {
        do throws(FileProblem) {
            if let step = try xml?.next() {
                switch step {
                case .record(let fragment): return .node(FeedNode(fragment.root))
                case .problem(let problem): return .problem(problem)
                case .needsMore: return .needsMore
                case .end:
                    reset()
                    return .end
                }
            }
        } catch {
            reset()
            throw error
        }
        guard let step = json?.next() else { return .needsMore }
        switch step {
        case .element(let line, let bytes):
            if let node = FeedNode(json: bytes, line: line) { return .node(node) }
            if let mend, let node = FeedNode(json: mend(bytes)[...], line: line) { return .node(node) }
            return .problem(RowProblem(line: line, column: 0, reason: .json, message: "not JSON; mend the object, in UTF-8"))
        case .problem(let problem): return .problem(problem)
        case .needsMore: return .needsMore
        case .end:
            reset()
            return .end
        }
    }

    private mutating func reset() { self = FeedNodeReader(records: records, mend: mend) }
}
