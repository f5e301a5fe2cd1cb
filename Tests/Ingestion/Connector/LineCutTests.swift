import Domain
import Testing

@testable import Ingestion

@Suite("A file that grows")
struct LineCutTests {
    private func cut(_ text: String, quoted: Bool, isFull: Bool = false) -> Int {
        LineCut.wholeLines(Array(text.utf8), quoted: quoted, isFull: isFull)
    }

    @Test("is cut behind its last whole line")
    func whole() {
        #expect(cut("a,b\nc,d\ne", quoted: true) == 8)
        #expect(cut("a", quoted: true) == 0)
    }

    @Test("is never cut within quotes, be they doubled or over several lines")
    func quotes() {
        #expect(cut("a,\"b\nc\n", quoted: true) == 0)
        #expect(cut("x\na,\"b \"\"said\"\"\nc\"\nd", quoted: true) == 19)
        #expect(cut("a \" b\nc\n", quoted: false) == 8)
    }

    @Test("is not held up for ever by a quote that nobody closes")
    func open() {
        #expect(cut("a,\"b\nc\nd", quoted: true, isFull: true) == 7)
    }

    @Test("is known again by its beginning, also where it was short when it was first seen")
    func fingerprint() throws {
        var cursor = TailCursor(device: 1, node: 2, beginning: Array("time,lat".utf8))
        cursor.offset = 8
        #expect(cursor.mayBe(beginning: Array("time,lat,lon\n".utf8), size: 13))
        #expect(!cursor.mayBe(beginning: Array("other".utf8), size: 13) && !cursor.mayBe(beginning: Array("time,lat".utf8), size: 7))
        cursor.learn(beginning: Array("time,lat,lon\n".utf8))
        #expect(!cursor.mayBe(beginning: Array("time,lat;lon\n".utf8), size: 13))
        var writer = StateWriter()
        cursor.write(to: &writer)
        var reader = StateReader(writer.bytes)
        #expect(try TailCursor(from: &reader) == cursor)
    }
}
