import Console
import Domain
import Testing

@Suite("What is written")
struct WritingTests {
    @Test("an instant comes back from its text", arguments: [Int64(0), 1_795_597_200, -86_400, 951_782_400])
    func times(seconds: Int64) { #expect(TimeText.seconds(TimeText.utc(seconds)) == seconds) }

    @Test("an offset is taken into account, an escaped plus that arrived as a blank too")
    func offsets() {
        #expect(TimeText.seconds("2026-11-25T10:00:00+01:00") == TimeText.seconds("2026-11-25T09:00:00Z"))
        #expect(TimeText.seconds("2026-11-25T10:00:00 01:00") == TimeText.seconds("2026-11-25T09:00:00Z"))
        #expect(TimeText.seconds("2026-11-25T09:00Z") == TimeText.seconds("2026-11-25T09:00:00.123Z"))
    }

    @Test("what is no time is refused", arguments: ["", "2026-02-30", "2026-11-25T25:00Z", "yesterday", "2026-11-25T09:00", "20261125"])
    func noTime(text: String) { #expect(TimeText.seconds(text) == nil) }

    @Test("numbers keep four digits, infinity and nothing are null, a tag cannot leave its string")
    func json() {
        let value: JSON = ["a": .optional(0.1 + 0.2), "b": .optional(Double.infinity), "c": .sparse([1, nil, 0]), "d": "</script>\n\""]
        #expect(value.text == #"{"a":0.3,"b":null,"c":[1,null,0],"d":"\u003c/script>\u000a\""}"#)
    }

    @Test("a field with a comma, a quote or a line end is quoted, and a formula is disarmed; a negative number is not")
    func csv() {
        var csv = CSV(["a", "b"])
        csv.add(["x, \"y\"", "=1+1"])
        csv.add([nil, "-3.5"])
        #expect(String(decoding: csv.bytes, as: UTF8.self) == "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",'=1+1\r\n,-3.5\r\n")
    }

    @Test("a browser that missed events is told them; one that missed too many, or knew another start, begins anew")
    func events() {
        var log = EventLog(epoch: "e1", maximum: 4)
        for number in 1...10 { _ = log.add("alert", "\(number)") }
        #expect(log.after("e1-8")?.map(\.data) == ["9", "10"])
        #expect(log.after("e1-10")?.isEmpty == true)
        #expect(log.after("e1-1") == nil)
        #expect(log.after("e2-9") == nil)
        #expect(log.after("e1-11") == nil)
        #expect(log.after("nonsense") == nil)
    }
}
