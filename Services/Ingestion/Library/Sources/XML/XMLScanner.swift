/// Elements, attributes and text of an XML document that arrives in pieces: a small part of XML 1.0 with namespaces, and no more.
///
/// | read | refused, with its line | passed |
/// |---|---|---|
/// | elements, attributes, namespaces (Namespaces in XML 1.0), text, CDATA, the five entities, character references, UTF-8, ISO-8859-1 and -15, Windows-1252, UTF-16 | DTDs (so no entity can grow or read a file), undeclared entities, tags that do not match, more than `XMLLimits` allow | comments, processing instructions |
///
/// Foundation's XMLParser was measured first (bench, 2026-11): 20 MB/s with a delegate that does nothing, the whole document in memory
/// (830 MB for a text of 200 MB), a million open elements and entities that repeat 20,000 times accepted, no pull. Hence this one.
///
/// A document that is not well-formed is given up where it fails (XML 1.0, 1.2 "fatal error"); what came before was delivered. Several
/// documents in a row are read one after another.
struct XMLScanner: Sendable {
    enum Event: Sendable, Equatable {
        /// `name`, `namespace`, `attributes` and `line` say which.
        case start
        /// A piece of text, in `text`; one run of text may come in several.
        case text
        /// `name` and `namespace` say which.
        case end
        case needsMore
        case endOfFile
    }

    /// An attribute of the element that has just started.
    struct Attribute: Sendable {
        let name: Int32
        let namespace: Int32
        /// Of its value in `values`.
        let range: Range<Int>
    }

    private struct Open: Sendable {
        let qualified: Int32
        let name: Int32
        let namespace: Int32
        /// How many bindings were in force before it.
        let bindings: Int
    }

    struct Binding: Sendable {
        let prefix: Int32
        let namespace: Int32
    }

    let limits: XMLLimits
    private(set) var names = XMLNames()
    /// Number of the local name of the element that has just started or ended.
    private(set) var name = XMLNames.none
    /// Number of its namespace.
    private(set) var namespace = XMLNames.none
    var attributes: [Attribute] = []
    /// The values of `attributes`, in UTF-8.
    var values: [UInt8] = []
    /// The text of the last `text` event, in UTF-8.
    private(set) var text: [UInt8] = []
    /// On which the last event begins, from 1.
    private(set) var line = 1

    var bytes: [UInt8] = []
    var cursor = 0
    private var lines = 1
    private var ended = false
    private var open: [Open] = []
    var bindings: [Binding] = []
    /// An empty-element tag was given as a start; its end comes next.
    private var endsAtOnce = false
    /// The first bytes of a document, until they tell its encoding.
    private var head: [UInt8] = []
    private var encoding: XMLEncoding?
    private var unfinished: [UInt8] = []
    private var started = false
    /// A document of this name table was refused.
    private var encodingProblem: String?

    init(limits: XMLLimits = .standard) { self.limits = limits }

    /// Elements that are open, the one that has just started among them.
    var depth: Int { open.count }

    /// Bytes that lie unread.
    var unread: Int { bytes.count - cursor }

    mutating func feed(_ piece: ArraySlice<UInt8>) {
        if cursor > 0 {
            bytes.removeSubrange(..<cursor)
            cursor = 0
        }
        guard let encoding else {
            head.append(contentsOf: piece)
            decide(atEnd: false)
            return
        }
        decode(piece, encoding)
    }

    mutating func finish() {
        ended = true
        if encoding == nil { decide(atEnd: true) }
    }

    /// Forgets the document, so that another may be fed.
    mutating func reset() { self = XMLScanner(limits: limits) }

    mutating func next() throws(FileProblem) -> Event {
        if let encodingProblem { throw problem(encodingProblem) }
        if endsAtOnce {
            endsAtOnce = false
            return close()
        }
        while true {
            guard cursor < bytes.count else {
                guard ended else { return .needsMore }
                guard open.isEmpty else { throw problem("the document ends within `\(names.texts[Int(open[open.count - 1].name)])`") }
                guard started else { throw problem("the document has no element; it must be XML") }
                return .endOfFile
            }
            if bytes[cursor] == UInt8(ascii: "<") {
                if let event = try markup() { return event }
            } else if let event = try characters() {
                return event
            }
        }
    }

    /// What is wrong with the document, by the line where it is.
    func problem(_ message: String) -> FileProblem { FileProblem(description: "line \(lines): \(message)") }

    /// Passes bytes that were read, and counts their lines.
    mutating func pass(to end: Int) {
        lines += newlines(cursor..<end)
        cursor = end
    }

    private func newlines(_ range: Range<Int>) -> Int {
        let span = bytes.span
        var count = 0
        for index in range where span[index] == UInt8(ascii: "\n") { count += 1 }
        return count
    }

    private mutating func beginEvent() { line = lines }

    /// The number of a name of this document; nil beyond the limit `names`.
    mutating func intern(_ name: Span<UInt8>) -> Int32? { names.number(name, most: limits.names) }

    // MARK: Markup

    /// Reads what begins with `<`; nil where it was passed.
    private mutating func markup() throws(FileProblem) -> Event? {
        guard cursor + 1 < bytes.count else { return try unfinishedMarkup() }
        switch bytes[cursor + 1] {
        case UInt8(ascii: "?"):
            guard let end = find("?>", from: cursor + 2, within: limits.markup) else { return try unfinishedMarkup() }
            pass(to: end)
            return nil
        case UInt8(ascii: "!"): return try declaration()
        case UInt8(ascii: "/"):
            guard let end = endOfTag(from: cursor + 2) else { return try unfinishedMarkup() }
            beginEvent()
            let last = trimmed(cursor + 2, end - 1)
            guard let innermost = open.last else { throw problem("a tag ends an element that was not begun") }
            let expected = names.texts[Int(innermost.qualified)]
            guard last.count == expected.utf8.count, expected.utf8.elementsEqual(bytes[last]) else {
                throw problem("a tag ends another element than `\(expected.prefix(40))`, which is open; mend the document")
            }
            pass(to: end)
            return close()
        default:
            guard let end = endOfTag(from: cursor + 1) else { return try unfinishedMarkup() }
            beginEvent()
            try start(end)
            pass(to: end)
            started = true
            return .start
        }
    }

    private mutating func unfinishedMarkup() throws(FileProblem) -> Event? {
        if unread > limits.markup { throw problem("a tag or comment is longer than \(limits.markup) bytes (limit `markup`)") }
        if ended { throw problem("the document ends within a tag; fetch it again whole") }
        return .needsMore
    }

    private mutating func declaration() throws(FileProblem) -> Event? {
        if begins("<!--") {
            guard let end = find("-->", from: cursor + 4, within: limits.markup) else { return try unfinishedMarkup() }
            pass(to: end)
            return nil
        }
        if begins("<![CDATA[") {
            guard !open.isEmpty else { throw problem("text stands outside of the document's element") }
            // A section may be longer than what was fed: it is given piece by piece, and the cursor stays at its mark.
            return try section()
        }
        if unread < 9, !ended, "<!DOCTYPE".utf8.starts(with: bytes[cursor...]) || "<![CDATA[".utf8.starts(with: bytes[cursor...]) {
            return .needsMore
        }
        if begins("<!DOCTYPE") {
            throw problem("the document has a DTD (DOCTYPE); DTDs are refused, for they can read files and fill memory: leave it out")
        }
        if unread < 4, !ended { return .needsMore }
        throw problem("markup that begins with `<!` and is neither a comment nor CDATA")
    }

    /// A whole CDATA section, as far as it was fed.
    private mutating func section() throws(FileProblem) -> Event? {
        beginEvent()
        let from = cursor + 9
        text.removeAll(keepingCapacity: true)
        guard let end = find("]]>", from: from, within: limits.recordText) else {
            if unread > limits.recordText {
                throw problem("a CDATA section is longer than \(limits.recordText) bytes (limit `recordText`)")
            }
            if ended { throw problem("the document ends within a CDATA section") }
            return .needsMore
        }
        text.append(contentsOf: bytes[from..<(end - 3)])
        pass(to: end)
        return text.isEmpty ? nil : .text
    }

    private mutating func start(_ end: Int) throws(FileProblem) {
        guard open.count < limits.depth else {
            throw problem("elements lie deeper than \(limits.depth) within one another (limit `depth`)")
        }
        if started, open.isEmpty { names = XMLNames() }
        let before = bindings.count
        let tag = try readTag(end)
        name = tag.name
        namespace = tag.namespace
        endsAtOnce = tag.isEmpty
        open.append(Open(qualified: tag.qualified, name: name, namespace: namespace, bindings: before))
    }

    private mutating func close() -> Event {
        guard let last = open.popLast() else { return .end }
        name = last.name
        namespace = last.namespace
        bindings.removeSubrange(last.bindings...)
        return .end
    }

    // MARK: Text

    /// Reads text up to the next tag, as far as it was fed; nil where it was white space outside of the document's element.
    private mutating func characters() throws(FileProblem) -> Event? {
        beginEvent()
        text.removeAll(keepingCapacity: true)
        let stop = bytes[cursor...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let last = try XMLReferences.append(bytes, cursor..<stop, to: &text, whole: stop < bytes.count || ended, problem)
        pass(to: last)
        if open.isEmpty {
            guard text.allSatisfy(XMLScanner.isSpace) else { throw problem("text stands outside of the document's element") }
            return last < stop ? .needsMore : nil
        }
        if text.isEmpty { return last < stop ? .needsMore : nil }
        return .text
    }

    // MARK: Encoding

    private mutating func decide(atEnd: Bool) {
        guard let found = XMLHead.read(head, atEnd: atEnd) else { return }
        switch found {
        case .problem(let message): encodingProblem = message
        case .encoding(let encoding, let mark):
            self.encoding = encoding
            let first = head.dropFirst(mark)
            head = []
            decode(Array(first)[...], encoding)
        }
    }

    private mutating func decode(_ piece: ArraySlice<UInt8>, _ encoding: XMLEncoding) {
        guard unfinished.isEmpty else {
            unfinished.append(contentsOf: piece)
            let rest = encoding.append(unfinished[...], to: &bytes)
            unfinished = Array(rest)
            return
        }
        unfinished = Array(encoding.append(piece, to: &bytes))
    }
}
