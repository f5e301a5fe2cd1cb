import Testing

@testable import Ingestion

@Suite("Objects out of JSON that arrives in pieces")
struct JSONElementTests {
    private func read(_ text: String, chunk: Int = 7) -> (elements: [(Int, String)], problems: [RowProblem]) {
        var scanner = JSONElementScanner()
        var bytes = Array(text.utf8)[...]
        var elements: [(Int, String)] = []
        var problems: [RowProblem] = []
        while true {
            switch scanner.next() {
            case .element(let line, let bytes): elements.append((line, String(decoding: bytes, as: UTF8.self)))
            case .problem(let problem): problems.append(problem)
            case .needsMore:
                if bytes.isEmpty { scanner.finish() } else { scanner.feed(bytes.prefix(chunk)) }
                bytes = bytes.dropFirst(chunk)
            case .end: return (elements, problems)
            }
        }
    }

    @Test(
        "are found one a line, in an array, or one after another",
        arguments: ["{\"a\":1}\n{\"b\":[2]}", "[{\"a\":1},\n{\"b\":[2]}]", "\u{feff}{\"a\":1}\n \n{\"b\":[2]}"])
    func layouts(text: String) {
        let read = read(text)
        #expect(read.elements.map(\.1) == ["{\"a\":1}", "{\"b\":[2]}"] && read.problems.isEmpty)
    }

    @Test("may hold brackets and escaped quotes in their strings")
    func strings() {
        let text = #"{"a":"}]\"{"}"#
        #expect(read(text, chunk: 1).elements.map(\.1) == [text])
    }

    @Test("name the line on which they begin")
    func lines() {
        #expect(read("\n\n{\n\"a\":1}\n{}\n").elements.map(\.0) == [3, 5])
    }

    @Test("that are nested a thousand deep are passed, and the rest goes on")
    func depth() {
        let deep = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
        let read = read("{\"a\":\(deep)}\n{\"b\":1}")
        #expect(read.problems.map(\.reason) == [.tooDeep] && read.elements.map(\.1) == ["{\"b\":1}"])
    }

    @Test("that are too long are passed without being held, and the rest goes on")
    func length() {
        let long = "{\"a\":\"" + String(repeating: "x", count: JSONElementScanner.maximumElement + 10) + "\"}\n{\"b\":1}"
        let read = read(long, chunk: 1 << 20)
        #expect(read.problems.map(\.reason) == [.tooLong] && read.elements.map(\.1) == ["{\"b\":1}"])
    }

    @Test("cut off at the end of the document are told")
    func cut() { #expect(read("{\"a\":1}\n{\"b\":").problems.map(\.line) == [2]) }

    @Test("are told from other text, a line at a time")
    func stray() {
        let read = read("hello world\n{\"a\":1}\nbye\n")
        #expect(read.problems.map(\.line) == [1, 3] && read.elements.count == 1)
    }
}
