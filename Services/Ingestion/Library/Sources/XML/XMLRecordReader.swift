/// Records out of an XML document that arrives in pieces: each element of the local names asked for becomes a fragment, and what lies
/// outside of them is passed. A record within a record is a part of it.
struct XMLRecordReader: Sendable {
    enum Step: Sendable {
        case record(XMLFragment)
        /// A record that is too large or not text; the rest goes on.
        case problem(RowProblem)
        case needsMore
        case end
    }

    private let records: Set<String>
    private var scanner: XMLScanner
    private var fragment = XMLFragment()
    /// Entries of the fragment that are open.
    private var open: [Int] = []
    /// Depth of the record's own element.
    private var recordDepth = 0
    /// Depth of the record that is too large and is passed.
    private var passing: Int?
    /// Whether the name of that number is a record's, as far as it is known.
    private var isRecord: [Bool?] = []
    /// Local name of the outermost element, empty before it came.
    private(set) var rootName = ""
    /// Its namespace.
    private(set) var rootNamespace = ""

    init(records: Set<String>, limits: XMLLimits = .standard) {
        self.records = records
        scanner = XMLScanner(limits: limits)
    }

    /// On which the document was last read, from 1.
    var line: Int { scanner.line }

    mutating func feed(_ bytes: ArraySlice<UInt8>) { scanner.feed(bytes) }

    mutating func finish() { scanner.finish() }

    /// The next record. Throws where the document is not well-formed or asks for too much; the reader is then ready for another document.
    mutating func next() throws(FileProblem) -> Step {
        do throws(FileProblem) {
            while true {
                switch try scanner.next() {
                case .needsMore: return .needsMore
                case .endOfFile:
                    reset()
                    return .end
                case .start: if let step = try start() { return step }
                case .text: if let step = text() { return step }
                case .end: if let step = end() { return step }
                }
            }
        } catch {
            reset()
            throw error
        }
    }

    private mutating func reset() { self = XMLRecordReader(records: records, limits: scanner.limits) }

    private mutating func start() throws(FileProblem) -> Step? {
        if scanner.depth == 1 {
            rootName = scanner.names.texts[Int(scanner.name)]
            rootNamespace = scanner.names.texts[Int(scanner.namespace)]
            isRecord = []
        }
        if passing != nil { return nil }
        if open.isEmpty {
            guard startsRecord() else { return nil }
            recordDepth = scanner.depth
            fragment.entries.removeAll(keepingCapacity: true)
            fragment.attributes.removeAll(keepingCapacity: true)
            fragment.bytes.removeAll(keepingCapacity: true)
        }
        guard fragment.entries.count < scanner.limits.recordElements else {
            return giveUp("has more than \(scanner.limits.recordElements) elements (limit `recordElements`)")
        }
        let firstAttribute = fragment.attributes.count
        let base = fragment.bytes.count
        for attribute in scanner.attributes {
            let range = (attribute.range.lowerBound + base)..<(attribute.range.upperBound + base)
            fragment.attributes.append(XMLFragment.Attribute(name: attribute.name, namespace: attribute.namespace, range: range))
        }
        fragment.bytes.append(contentsOf: scanner.values)
        let index = fragment.entries.count
        let place = fragment.bytes.count
        fragment.entries.append(
            XMLFragment.Entry(
                name: scanner.name, namespace: scanner.namespace, line: scanner.line, text: place..<place,
                attributes: firstAttribute..<fragment.attributes.count))
        if let parent = open.last {
            let previous = fragment.entries[parent].lastChild
            if previous >= 0 {
                fragment.entries[Int(previous)].nextSibling = Int32(index)
            } else {
                fragment.entries[parent].firstChild = Int32(index)
            }
            fragment.entries[parent].lastChild = Int32(index)
        }
        open.append(index)
        return fragment.bytes.count > scanner.limits.recordText ? giveUpText() : nil
    }

    private mutating func text() -> Step? {
        guard passing == nil, let index = open.last, fragment.entries[index].firstChild < 0 else { return nil }
        guard fragment.bytes.count + scanner.text.count <= scanner.limits.recordText else { return giveUpText() }
        fragment.bytes.append(contentsOf: scanner.text)
        fragment.entries[index].text = fragment.entries[index].text.lowerBound..<fragment.bytes.count
        return nil
    }

    private mutating func end() -> Step? {
        if let depth = passing {
            if scanner.depth < depth { passing = nil }
            return nil
        }
        guard let index = open.popLast() else { return nil }
        var range = fragment.entries[index].text
        while range.lowerBound < range.upperBound, XMLScanner.isSpace(fragment.bytes[range.upperBound - 1]) {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        while range.lowerBound < range.upperBound, XMLScanner.isSpace(fragment.bytes[range.lowerBound]) {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        fragment.entries[index].text = range
        guard open.isEmpty else { return nil }
        guard (try? UTF8Span(validating: fragment.bytes.span)) != nil else {
            let message = "a `\(recordName)` holds bytes that are not UTF-8; declare the encoding in the XML declaration"
            return .problem(RowProblem(line: fragment.entries[0].line, column: 0, reason: .encoding, message: message))
        }
        fragment.names = scanner.names.texts
        return .record(fragment)
    }

    private mutating func startsRecord() -> Bool {
        let number = Int(scanner.name)
        while isRecord.count <= number { isRecord.append(nil) }
        if let known = isRecord[number] { return known }
        let found = records.contains(scanner.names.texts[number])
        isRecord[number] = found
        return found
    }

    private var recordName: String { scanner.names.texts[Int(fragment.entries[0].name)] }

    private mutating func giveUpText() -> Step? {
        giveUp("holds more than \(scanner.limits.recordText) bytes of text (limit `recordText`)")
    }

    private mutating func giveUp(_ what: String) -> Step? {
        passing = recordDepth
        open.removeAll()
        let message = "a `\(recordName)` \(what); the rest goes on"
        return .problem(RowProblem(line: fragment.entries[0].line, column: 0, reason: .tooLong, message: message))
    }
}
