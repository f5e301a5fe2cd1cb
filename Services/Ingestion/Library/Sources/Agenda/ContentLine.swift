/// One property of an iCalendar object, unfolded: `NAME;PARAM=value:value` (RFC 5545, 3.1).
struct ContentLine: Sendable {
    /// In capitals.
    var name: String
    /// Names in capitals; quotes taken off.
    var parameters: [(name: String, value: String)]
    var value: String
    /// On which it begins, from 1.
    var line: Int

    /// Reads an unfolded line; nil where it is none.
    init?(_ text: String, line: Int) {
        var quoted = false
        var colon: String.Index?
        var cuts: [String.Index] = []
        for index in text.utf8.indices {
            switch text.utf8[index] {
            case UInt8(ascii: "\""): quoted.toggle()
            case UInt8(ascii: ";") where !quoted: cuts.append(index)
            case UInt8(ascii: ":") where !quoted: colon = index
            default: break
            }
            if colon != nil { break }
        }
        guard let colon else { return nil }
        var parts: [Substring] = []
        var from = text.startIndex
        for cut in cuts + [colon] {
            parts.append(text[from..<cut])
            from = text.utf8.index(after: cut)
        }
        guard let first = parts.first, !first.isEmpty,
            first.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || $0 == 0x2d })
        else { return nil }
        name = first.uppercased()
        parameters = parts.dropFirst().compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let value = part[part.index(after: equals)...]
            return (part[..<equals].uppercased(), value.filter { $0 != "\"" })
        }
        value = String(text[from...])
        self.line = line
    }

    /// A parameter's value; nil where there is none.
    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The value as text: `\n`, `\,`, `\;` and `\\` taken off (3.3.11).
    var text: String {
        guard value.utf8.contains(UInt8(ascii: "\\")) else { return value }
        var out = ""
        var escaped = false
        for character in value {
            if escaped {
                out.append(character == "n" || character == "N" ? "\n" : character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else {
                out.append(character)
            }
        }
        return out
    }
}

/// Content lines out of text that arrives in pieces: a line that begins with a blank goes on with the one above (3.1).
struct ContentLineScanner: Sendable {
    enum Step {
        case line(ContentLine)
        case problem(RowProblem)
        case needsMore
        case end
    }

    /// Bytes of one unfolded line.
    static let maximum = 65_536

    private var lines = LineScanner(maximum: ContentLineScanner.maximum)
    private var gathered: [UInt8] = []
    private var begins = 0
    private var tooLong = false
    private var ended = false
    private var held: (line: Int, bytes: [UInt8], isTooLong: Bool)?

    mutating func feed(_ bytes: ArraySlice<UInt8>) { lines.feed(bytes) }

    mutating func finish() { lines.finish() }

    mutating func reset() { self = ContentLineScanner() }

    mutating func next() -> Step {
        while true {
            if let next = held {
                held = nil
                begin(next.line, next.bytes[...])
                tooLong = next.isTooLong
            }
            switch lines.next() {
            case .needsMore: return .needsMore
            case .tooLong(let line):
                held = (line, [], true)
                if let step = whole() { return step }
            case .line(let line, let bytes):
                if let first = bytes.first, first == 0x20 || first == 0x09 {
                    if gathered.count + bytes.count > ContentLineScanner.maximum { tooLong = true } else { gathered += bytes.dropFirst() }
                } else if begins == 0 {
                    begin(line, bytes)
                } else {
                    held = (line, Array(bytes), false)
                    if let step = whole() { return step }
                }
            case .end:
                if let step = whole() { return step }
                return .end
            }
        }
    }

    private mutating func begin(_ line: Int, _ bytes: ArraySlice<UInt8>) {
        gathered = Array(line == 1 && bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes)
        begins = line
        tooLong = false
    }

    /// The line that was gathered; nil where it is empty.
    private mutating func whole() -> Step? {
        defer {
            gathered = []
            begins = 0
        }
        if begins == 0 || (gathered.isEmpty && !tooLong) { return nil }
        if tooLong {
            return .problem(
                RowProblem(
                    line: begins, column: 0, reason: .tooLong,
                    message: "the line is longer than \(ContentLineScanner.maximum) bytes once unfolded; it is passed"))
        }
        // A fold may part the bytes of a character: text begins where lines are whole.
        guard let valid = try? UTF8Span(validating: gathered.span) else {
            return .problem(
                RowProblem(line: begins, column: 0, reason: .encoding, message: "the line is not UTF-8 (RFC 5545, 3.1.4); convert it"))
        }
        guard let line = ContentLine(String(copying: valid), line: begins) else {
            return .problem(
                RowProblem(line: begins, column: 0, reason: .fields, message: "the line is no `NAME:value` (RFC 5545, 3.1); mend it"))
        }
        return .line(line)
    }
}
