import Testing

@testable import Ingestion

@Suite("Records of an XML document")
struct XMLRecordTests {
    private struct Records {
        var fragments: [XMLFragment] = []
        var problems: [RowProblem] = []

        init(_ bytes: [UInt8], _ names: Set<String>, limits: XMLLimits = .standard, chunk: Int = 65_536) throws {
            var reader = XMLRecordReader(records: names, limits: limits)
            var offset = 0
            while true {
                switch try reader.next() {
                case .record(let fragment): fragments.append(fragment)
                case .problem(let problem): problems.append(problem)
                case .needsMore:
                    if offset < bytes.count {
                        reader.feed(bytes[offset..<min(offset + chunk, bytes.count)])
                        offset += chunk
                    } else {
                        reader.finish()
                    }
                case .end: return
                }
            }
        }

        init(_ text: String, _ names: Set<String>, limits: XMLLimits = .standard, chunk: Int = 65_536) throws {
            try self.init(Array(text.utf8), names, limits: limits, chunk: chunk)
        }
    }

    @Test("hold their fields, attributes and lines", arguments: [1, 7, 65_536])
    func fields(_ chunk: Int) throws {
        let text = "<x>\n<head><n>1</n></head>\n<r id='7'>\n <n>  two words </n><m><k>a</k><k>b</k></m><e/></r><r/></x>"
        let records = try Records(text, ["r", "head"], chunk: chunk)
        #expect(records.fragments.map(\.root.name) == ["head", "r", "r"])
        let record = records.fragments[1].root
        #expect(record.attribute("id") == "7" && record.attribute("no") == nil && record.line == 3)
        #expect(record.text("n") == "two words" && record.child("n")?.line == 4)
        #expect(record.child("m")?.children("k").map(\.text) == ["a", "b"])
        #expect(record.at("m", "k")?.text == "a" && record.text("e").isEmpty && record.text("none").isEmpty)
        #expect(record.children.map(\.name) == ["n", "m", "e"])
    }

    @Test("that are too large are told and passed; the rest goes on")
    func tooLarge() throws {
        var limits = XMLLimits.standard
        limits.recordText = 100
        limits.recordElements = 5
        let large = "<r><n>\(String(repeating: "x", count: 200))</n></r>"
        let many = "<r>\(String(repeating: "<n/>", count: 20))</r>"
        let records = try Records("<x>\(large)<r>1</r>\(many)<r>2</r></x>", ["r"], limits: limits)
        #expect(records.fragments.map(\.root.text) == ["1", "2"])
        #expect(records.problems.map(\.reason) == [.tooLong, .tooLong])
    }

    @Test("that are not UTF-8 are told; the rest goes on")
    func notText() throws {
        let records = try Records(Array("<x><r>".utf8) + [0xe9] + Array("</r><r>2</r></x>".utf8), ["r"])
        #expect(records.fragments.map(\.root.text) == ["2"] && records.problems.map(\.reason) == [.encoding])
    }

    @Test("come to an end whatever bytes are broken")
    func fuzz() {
        var mangler = Mangler(seed: 6)
        let text = "<?xml version='1.0'?><x xmlns:p='u'><r id='7'><p:n>a &amp; b</p:n><![CDATA[c]]></r><!-- d --><r><m><k/></m></r></x>"
        for _ in 0..<3_000 {
            let broken = mangler.mangle(Array(text.utf8))
            _ = try? Records(broken, ["r"], chunk: 1 + mangler.next(below: 50))
        }
    }
}
