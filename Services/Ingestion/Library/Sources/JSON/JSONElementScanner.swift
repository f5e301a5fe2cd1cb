/// Objects out of JSON that arrives in pieces: one after another, one a line, or the elements of an array, each handed over whole.
///
/// Only looks for where objects begin and end (RFC 8259: strings, escapes, brackets): parsing is left to Foundation, an object at a time, so
/// that memory is bounded by the largest object and not by the document.
struct JSONElementScanner: Sendable {
    enum Step {
        /// The bytes of an object, and the line on which it begins.
        case element(line: Int, ArraySlice<UInt8>)
        case problem(RowProblem)
        case needsMore
        case end
    }

    /// Bytes of one object.
    static let maximumElement = 4 << 20
    /// Brackets within one another.
    static let maximumDepth = 128

    private var buffer: [UInt8] = []
    /// First byte that is not done with.
    private var cursor = 0
    /// First byte that was not looked at.
    private var place = 0
    private var line = 1
    private var elementLine = 1
    private var depth = 0
    private var inString = false
    private var escaped = false
    /// The object at hand is too large or too deep, and is passed.
    private var passing = false
    /// Text outside of any object is passed up to the end of its line.
    private var strayed = false
    private var ended = false

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        if cursor > 0 {
            buffer.removeSubrange(..<cursor)
            place -= cursor
            cursor = 0
        }
        buffer.append(contentsOf: bytes)
    }

    mutating func finish() { ended = true }

    mutating func reset() { self = JSONElementScanner() }

    mutating func next() -> Step {
        while place < buffer.count {
            let byte = buffer[place]
            place += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if depth == 0 {
                if let step = outside(byte) { return step }
            } else if let step = inside(byte) {
                return step
            }
        }
        if !ended { return .needsMore }
        guard depth > 0, !passing else {
            reset()
            return .end
        }
        let message = "the document ends within an object; fetch it again whole"
        let problem = RowProblem(line: elementLine, column: 0, reason: .json, message: message)
        reset()
        // The end itself comes with the next call.
        ended = true
        return .problem(problem)
    }

    private mutating func outside(_ byte: UInt8) -> Step? {
        switch byte {
        case UInt8(ascii: "{"):
            depth = 1
            strayed = false
            elementLine = line
            cursor = place - 1
        case UInt8(ascii: "\n"): strayed = false
        // White space, the brackets and commas of an array of objects, the byte order mark, the separator of RFC 7464.
        case 0x20, 0x09, 0x0d, 0x1e, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), 0xef, 0xbb, 0xbf: break
        default:
            guard !strayed else { break }
            strayed = true
            cursor = place
            return .problem(
                RowProblem(
                    line: line, column: 0, reason: .json, message: "text that is no JSON object; write objects, one a line or in an array"))
        }
        if depth == 0 { cursor = place }
        return nil
    }

    private mutating func inside(_ byte: UInt8) -> Step? {
        if inString {
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                inString = false
            }
        } else {
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > Self.maximumDepth, !passing {
                    return giveUp(.tooDeep, "brackets lie deeper than \(Self.maximumDepth) within one another")
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                guard depth == 0 else { break }
                let element = buffer[cursor..<place]
                cursor = place
                if passing {
                    passing = false
                    return nil
                }
                return .element(line: elementLine, element)
            default: break
            }
        }
        if passing {
            cursor = place
        } else if place - cursor > Self.maximumElement {
            return giveUp(.tooLong, "the object is longer than \(Self.maximumElement) bytes")
        }
        return nil
    }

    private mutating func giveUp(_ reason: RowProblem.Reason, _ message: String) -> Step {
        passing = true
        cursor = place
        return .problem(RowProblem(line: elementLine, column: 0, reason: reason, message: "\(message); the rest goes on"))
    }
}
