import Domain
import Schema
import Testing

@testable import quietude

@Suite("What is printed can be read back")
struct TextTests {
    @Test("A cursor is what it was")
    func cursor() throws {
        let journal = (0..<16).map { UInt8($0 * 17) }
        let text = CursorText.write(journal: journal, sequence: 42)
        #expect(text == "00112233445566778899aabbccddeeff:42")
        #expect(try CursorText.read(text) == Cursor(journal: journal, sequence: 42))
    }

    @Test("What is no cursor is refused", arguments: ["", "zzz", "00:1", "00112233445566778899aabbccddeeff:", "0011:x"])
    func noCursor(text: String) {
        #expect(throws: Failure.self) { try CursorText.read(text) }
    }

    @Test("Times are written in UTC and read with any offset")
    func times() throws {
        #expect(Times.text(1_780_264_800) == "2026-05-31T22:00Z")
        #expect(try Times.parse("2026-06-01T00:00+02:00") == 1_780_264_800)
        #expect(try Times.parse("2026-05-31T22:00:30Z") == 1_780_264_830)
        #expect(try Times.parse("2026-06-01") == 1_780_272_000)
        #expect(throws: Failure.self) { try Times.parse("yesterday") }
    }

    @Test("A local time keeps its offset and its milliseconds")
    func local() {
        #expect(Times.local(Instant(milliseconds: 1_780_264_800_250), offsetMinutes: 120) == "2026-06-01T00:00:00.250+02:00")
        #expect(Times.local(Instant(seconds: 1_780_264_800), offsetMinutes: -210) == "2026-05-31T18:30:00-03:30")
    }

    @Test("JSON quotes what must be, and has no word for infinity")
    func json() {
        let value = JSON.object([("a", "x\"\\\n\u{1}é"), ("b", .number(.infinity)), ("c", .array([1, .number(0.5), true, .null]))])
        #expect(value.text == #"{"a":"x\"\\\n\u0001é","b":null,"c":[1,0.5,true,null]}"#)
    }
}
