/// Objects out of JSON that arrives in pieces, one by one: the elements of an array, alone (`[{…}]`) or under a key of the outermost object
/// (`{"type":"FeatureCollection","features":[{…}]}`), or one object a line.
///
/// Only looks for where objects begin and end; parsing is left to Foundation, an object at a time, so that a collection may be as long as
/// it likes.
struct JSONRecordScanner: Sendable {
    enum Step {
        case record(line: Int, ArraySlice<UInt8>)
        case problem(RowProblem)
        case needsMore
        case end
    }

    /// Bytes of one object.
    static let maximumRecord = 1 << 20
    /// Brackets within one another.
    static let maximumDepth = 64

    private let keys: Set<String>
    private var buffer: [UInt8] = []
    /// First byte that is kept.
    private var cursor = 0
    /// First byte that was not looked at.
    private var place = 0
    private var line = 1
    private var depth = 0
    private var inString = false
    private var escaped = false
    private var ended = false
    /// Where the record at hand begins, on which line and at which depth; nil between records.
    private var record: (start: Int, line: Int, depth: Int)?
    private var passing = false
    /// The last string of the outermost object, while it may be a key.
    private var key = ""
    private var stringStart = 0
    /// Depth of the array whose objects are records.
    private var arrayDepth: Int?
    /// Line of the first text that is no JSON, until it is told.
    private var stray: Int?

    /// A scanner of arrays under one of these keys.
    init(keys: Set<String>) { self.keys = keys }

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        let kept = min(cursor, inString ? stringStart : cursor)
        if kept > 0 {
            buffer.removeSubrange(..<kept)
            place -= kept
            cursor -= kept
            stringStart -= kept
            if let held = record { record = (held.start - kept, held.line, held.depth) }
        }
        buffer.append(contentsOf: bytes)
    }

    mutating func finish() { ended = true }

    mutating func reset() { self = JSONRecordScanner(keys: keys) }

    mutating func next() -> Step {
        while place < buffer.count {
            let byte = buffer[place]
            place += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if let step = look(byte) { return step }
            if record == nil, !inString { cursor = place }
        }
        if record == nil, !inString || passing { cursor = place }
        guard ended else { return .needsMore }
        guard depth > 0 || inString else {
            guard let line = stray else { return .end }
            stray = nil
            return .problem(
                RowProblem(
                    line: line, column: 0, reason: .json, message: "text that is no JSON object; write objects, one a line or in an array"))
        }
        let problem = RowProblem(
            line: record?.line ?? line, column: 0, reason: .json, message: "the document ends within an object; fetch it again whole")
        depth = 0
        inString = false
        record = nil
        return .problem(problem)
    }

    private mutating func look(_ byte: UInt8) -> Step? {
        if inString {
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                inString = false
                if depth == 1, place - 1 - stringStart < 64 { key = String(decoding: buffer[stringStart..<(place - 1)], as: UTF8.self) }
            }
            return tooLarge()
        }
        switch byte {
        case UInt8(ascii: "\""):
            inString = true
            stringStart = place
        case UInt8(ascii: "{"), UInt8(ascii: "["): return open(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return close()
        // White space, commas, the byte order mark.
        case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ","), 0xef, 0xbb, 0xbf: break
        default: if depth == 0, stray == nil { stray = line }
        }
        return tooLarge()
    }

    private mutating func open(_ byte: UInt8) -> Step? {
        depth += 1
        if depth > JSONRecordScanner.maximumDepth, !passing {
            return giveUp(.tooDeep, "brackets lie deeper than \(JSONRecordScanner.maximumDepth) within one another")
        }
        if byte == UInt8(ascii: "[") {
            let isCollection = depth == 1 || (depth == 2 && record?.depth == 1 && keys.contains(key))
            guard isCollection, arrayDepth == nil else { return nil }
            arrayDepth = depth
            // The outermost object was no record but holds them.
            record = nil
            passing = false
            cursor = place
        } else if record == nil, depth == 1 || arrayDepth == depth - 1 {
            record = (place - 1, line, depth)
            cursor = place - 1
        }
        return nil
    }

    private mutating func close() -> Step? {
        if depth > 0 { depth -= 1 }
        if let array = arrayDepth, depth < array { arrayDepth = nil }
        guard let held = record, depth < held.depth else { return nil }
        record = nil
        cursor = place
        if passing {
            // Its beginning is gone.
            passing = false
            return nil
        }
        return .record(line: held.line, buffer[held.start..<place])
    }

    private mutating func tooLarge() -> Step? {
        if passing {
            cursor = place
            stringStart = max(stringStart, cursor)
            return nil
        }
        let start = record?.start ?? (inString ? stringStart : place)
        guard place - start > JSONRecordScanner.maximumRecord else { return nil }
        return giveUp(.tooLong, "an object is longer than \(JSONRecordScanner.maximumRecord) bytes")
    }

    private mutating func giveUp(_ reason: RowProblem.Reason, _ message: String) -> Step {
        passing = true
        let begins = record?.line ?? line
        if let held = record { record = (place, held.line, held.depth) } else { record = (place, line, depth) }
        cursor = place
        return .problem(RowProblem(line: begins, column: 0, reason: reason, message: "\(message); the rest goes on"))
    }
}
