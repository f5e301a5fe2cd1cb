import Anonymization

/// Redacts a piece of JSON lines with memory of its own.
struct NoteWorker: Sendable {
    let redactor: Redactor
    private(set) var output: [UInt8] = []
    private(set) var problems: [NoteProblem] = []
    private(set) var lines = 0

    private var scratch = RedactionScratch()
    private var record = NoteRecord()
    private var covered: [UInt8] = []

    /// Problems told one by one for each piece; the others are only in the output.
    private static let toldProblems = 20

    init(redactor: Redactor) { self.redactor = redactor }

    mutating func clear() {
        output.removeAll(keepingCapacity: output.capacity < 64 << 20)
        problems = []
        lines = 0
    }

    mutating func work(_ piece: ArraySlice<UInt8>, firstLine: Int) {
        piece.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0a { end += 1 }
                line(UnsafeBufferPointer(rebasing: bytes[start..<end]), number: firstLine + lines)
                lines += 1
                start = end + 1
            }
        }
    }

    private mutating func line(_ bytes: UnsafeBufferPointer<UInt8>, number: Int) {
        do throws(NoteError) {
            try record.read(bytes)
            let text = record.text
            text.withUnsafeBufferPointer { text in
                scratch.scan(text, with: redactor)
                covered.removeAll(keepingCapacity: true)
                scratch.appendRedacted(text, to: &covered)
            }
            NoteWriter.write(id: record.id, text: covered, spans: scratch.spans, to: &output)
        } catch {
            NoteWriter.write(id: record.id, error: error.reason, to: &output)
            if problems.count < Self.toldProblems { problems.append(NoteProblem(line: number, error: error)) }
        }
    }
}

/// A line that could not be redacted.
struct NoteProblem: Sendable, CustomStringConvertible {
    let line: Int
    let error: NoteError

    var description: String { "\(line): \(error.reason)" }
}
