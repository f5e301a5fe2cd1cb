/// Lines of a text that arrives in pieces, of bounded length: LF, CRLF or CR-less ends.
struct LineScanner: Sendable {
    enum Step {
        /// The bytes of a line, its end aside.
        case line(Int, ArraySlice<UInt8>)
        /// A line longer than the limit, which is passed.
        case tooLong(Int)
        case needsMore
        case end
    }

    let maximum: Int
    private var buffer: [UInt8] = []
    private var cursor = 0
    private var searched = 0
    private var line = 0
    private var ended = false
    private var passing = false

    /// A scanner of lines of at most so many bytes.
    init(maximum: Int) { self.maximum = maximum }

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        buffer.removeSubrange(..<cursor)
        searched -= cursor
        cursor = 0
        buffer.append(contentsOf: bytes)
    }

    mutating func finish() { ended = true }

    mutating func reset() { self = LineScanner(maximum: maximum) }

    mutating func next() -> Step {
        while true {
            let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
            guard let end = newline ?? (ended && cursor < buffer.count ? buffer.count : nil) else {
                searched = buffer.count
                if ended { return .end }
                guard buffer.count - cursor > maximum else { return .needsMore }
                cursor = buffer.count
                if passing { return .needsMore }
                passing = true
                return .tooLong(line + 1)
            }
            var range = cursor..<end
            cursor = min(end + 1, buffer.count)
            searched = cursor
            line += 1
            if passing {
                passing = false
                continue
            }
            if range.count > maximum { return .tooLong(line) }
            if let last = range.last, buffer[last] == UInt8(ascii: "\r") { range = range.lowerBound..<last }
            return .line(line, buffer[range])
        }
    }
}
