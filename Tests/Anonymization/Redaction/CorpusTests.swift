import Testing

@testable import Anonymization

@Suite("Redaction of the annotated notes", .enabled(if: RedactionFixture.hasWordList && RedactionFixture.hasShared))
struct CorpusTests {
    struct Goal: Sendable, CustomTestStringConvertible {
        let file: String
        let leak: Double
        let over: Double
        let exact: Double
        var testDescription: String { file }
    }

    @Test(
        "leak, over-redaction and exact type are within the goals",
        arguments: [
            Goal(file: "pii_dev", leak: 0.002, over: 0.02, exact: 0.97), Goal(file: "pii_dev2", leak: 0.005, over: 0.03, exact: 0.97),
            Goal(file: "pii_adversarial_dev", leak: 0.005, over: 0.03, exact: 0.97),
        ])
    func withinGoals(_ goal: Goal) throws {
        var score = RedactionScore()
        for note in try CorpusNote.read(goal.file) {
            guard let text = note.text else { continue }
            score.add(note, RedactionFixture.full.spans(in: Array(text.utf8)))
        }
        #expect(score.leak <= goal.leak)
        #expect(score.overRedaction <= goal.over)
        #expect(score.exactType >= goal.exact)
    }

    @Test("a redacted note stays as it is", arguments: ["pii_dev", "pii_dev2", "pii_adversarial_dev"])
    func idempotent(_ file: String) throws {
        var changed: [String] = []
        for note in try CorpusNote.read(file) {
            guard let text = note.text else { continue }
            let once = RedactionFixture.full.redacted(Array(text.utf8))
            if RedactionFixture.full.redacted(once) != once { changed.append(note.id) }
        }
        #expect(changed.isEmpty)
    }

    @Test("memory used again gives the same answer as fresh memory")
    func deterministic() throws {
        var scratch = RedactionScratch()
        var different: [String] = []
        for note in try CorpusNote.read("pii_dev2").prefix(300) {
            let bytes = Array((note.text ?? "").utf8)
            bytes.withUnsafeBufferPointer { scratch.scan($0, with: RedactionFixture.full) }
            if scratch.spans != RedactionFixture.full.spans(in: bytes) { different.append(note.id) }
        }
        #expect(different.isEmpty)
    }

    @Test("code points and bytes of a span are the same stretch, and the redacted text is made of them")
    func offsetsAgree() throws {
        for note in try CorpusNote.read("pii_adversarial_dev") {
            guard let text = note.text else { continue }
            let bytes = Array(text.utf8)
            let scalars = Array(text.unicodeScalars)
            var rebuilt = String.UnicodeScalarView()
            var position = 0
            for span in RedactionFixture.full.spans(in: bytes) {
                let before = scalars[..<span.codePoints.lowerBound].reduce(0) { $0 + UTF8.width($1) }
                let length = scalars[span.codePoints].reduce(0) { $0 + UTF8.width($1) }
                #expect(span.bytes == before..<(before + length))
                rebuilt.append(contentsOf: scalars[position..<span.codePoints.lowerBound])
                rebuilt.append(contentsOf: "[\(span.type.label)]".unicodeScalars)
                position = span.codePoints.upperBound
            }
            rebuilt.append(contentsOf: scalars[position...])
            #expect(Array(String(rebuilt).utf8) == RedactionFixture.full.redacted(bytes))
        }
    }
}
