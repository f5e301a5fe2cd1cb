import Anonymization
import Testing

@testable import quietude

@Suite("Notes read and written as JSON lines")
struct NoteLineTests {
    private func work(_ text: String) -> (lines: [String], problems: [String]) {
        var worker = NoteWorker(redactor: Redactor(lexicon: RedactionLexicon(wordList: [])))
        worker.work(Array(text.utf8)[...], firstLine: 1)
        return (
            String(decoding: worker.output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
                String.init),
            worker.problems.map(\.description)
        )
    }

    @Test("offsets are code points of the original, beyond the basic plane too")
    func offsets() {
        #expect(
            work(#"{"id":"a","text":"\ud83d\ude00 tel 06 12 34 56 78"}"#).lines == [
                #"{"id":"a","text":"😀 tel [PHONE]","spans":[{"start":6,"end":20,"type":"PHONE"}]}"#
            ])
    }

    @Test("a surrogate alone becomes a replacement character")
    func loneSurrogate() {
        #expect(work(#"{"id":1,"text":"\ud83d"}"#).lines == ["{\"id\":1,\"text\":\"\u{fffd}\",\"spans\":[]}"])
    }

    @Test("one line out for each line in, in order, an error in the place of a bad one")
    func oneForOne() {
        let out = work("{\"id\":1,\"text\":\"\"}\n\nnot json\n{\"id\":2}\n{\"id\":3,\"text\":7}\n{\"id\":4,\"text\":\"\"}\n")
        #expect(out.lines.count == 6)
        #expect(out.lines[0].contains("\"id\":1,\"text\"") && out.lines[5].contains("\"id\":4,\"text\""))
        #expect(out.lines[1...4].allSatisfy { $0.contains("\"error\"") })
        #expect(out.problems.map { $0.prefix(2) } == ["2:", "3:", "4:", "5:"])
    }

    @Test("a problem never holds anything of the line")
    func discreet() {
        #expect(!work("{\"id\":1,\"text\":Zwelou}").problems.joined().contains("Zwelou"))
    }

    @Test("bytes in base64 are read as they came")
    func base64() {
        #expect(
            work(#"{"id":1,"bytes_b64":"6SB0ZWwgMDYxMjM0NTY3OA=="}"#).lines == [
                "{\"id\":1,\"text\":\"\u{fffd} tel [PHONE]\",\"spans\":[{\"start\":6,\"end\":16,\"type\":\"PHONE\"}]}"
            ])
    }

    @Test("an expansion beyond the limit is refused")
    func expansion() {
        #expect(work(#"{"id":1,"expand":{"prefix":"","unit":"abc","times":9000000000,"suffix":""}}"#).lines[0].contains("\"error\""))
    }

    @Test("signs that JSON escapes are escaped again")
    func escapes() {
        #expect(work(#"{"id":"\"","text":"\u0001\"\\\n"}"#).lines == [#"{"id":"\"","text":"\u0001\"\\\n","spans":[]}"#])
    }
}
