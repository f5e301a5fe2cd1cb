import Testing

@testable import Anonymization

@Suite("Hostile text")
struct HostileTextTests {
    private func steps(_ text: String) -> Int {
        var scratch = RedactionScratch()
        Array(text.utf8).withUnsafeBufferPointer { scratch.scan($0, with: RedactionFixture.small) }
        return scratch.steps
    }

    @Test(
        "twice the text is at most twice the work",
        arguments: [
            "0", "06 ", "@", "a@", "a.", "a_", "\u{301}", "\u{200d}", "M. KHELIFI Karim, ", "a.b@c.fr ", "Mohamed-", "« \"(", "abcdefghij",
            "3000",
            "2a01:", "\n", "12/", "un ", "zéro six ", "&#", "&amp;", "<b>", "<", "%4", "\\u00", "J ", "A.", "rue ", "12 rue ", "de la ",
            "at ", "point ",
            "43.12345 ", "1°", "FR76 3000 ", "né le ", "[NAME]", "[", "dit «", "plaque AB", "é", "Ж", "k4", "bât C ", "insta ",
            "http://a.fr/",
        ])
    func linear(_ unit: String) {
        let count = 6_000 / unit.utf8.count
        let once = steps("x" + String(repeating: unit, count: count))
        let twice = steps("x" + String(repeating: unit, count: 2 * count))
        #expect(Double(twice) <= 2.1 * Double(once) + 1_000)
    }

    @Test("any bytes are read, and what comes out is UTF-8")
    func anyBytes() {
        var state: UInt64 = 42
        var outputs: [[UInt8]] = []
        for length in 0..<400 {
            var bytes: [UInt8] = []
            for _ in 0..<length {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Half of the bytes beyond ASCII: every kind of ill-formed sequence comes up.
                bytes.append(UInt8(truncatingIfNeeded: state >> 33))
            }
            outputs.append(RedactionFixture.small.redacted(bytes))
        }
        #expect(outputs.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
    }

    @Test("ill-formed bytes count as decoders count them: one code point for each maximal part")
    func replacedBytes() {
        // é in ISO 8859-1, an overlong space, a surrogate: 1, 2 and 3 replacement characters.
        let bytes: [UInt8] = [0xe9, 0x20, 0xc0, 0xa0, 0x20, 0xed, 0xa0, 0x80, 0x20] + Array("Zwelouczyk".utf8)
        #expect(RedactionFixture.small.spans(in: bytes).map(\.codePoints) == [9..<19])
    }

    @Test("bidirectional and invisible characters hide nothing")
    func invisible() {
        #expect(RedactionFixture.redact("M. Zwe\u{200b}lou\u{2066}czyk\u{2069} joint") == "[NAME] joint")
    }

    @Test("accents upon accents hide nothing")
    func stackedAccents() {
        #expect(RedactionFixture.types("M. Ź̶w̶é̶l̶ou stationné") == [.name])
    }

    @Test("an empty note has no spans")
    func empty() {
        #expect(RedactionFixture.small.spans(in: []).isEmpty)
    }
}
