import Testing

@testable import Ingestion

/// What a scanner says of a document: `<a x="1">`, `text`, `</a>`.
private func events(_ bytes: [UInt8], chunk: Int = 65_536, limits: XMLLimits = .standard) throws -> String {
    var scanner = XMLScanner(limits: limits)
    var offset = 0
    var out: [UInt8] = []
    func name(_ namespace: Int32, _ name: Int32) -> String {
        let space = scanner.names.texts[Int(namespace)]
        return (space.isEmpty ? "" : "{\(space)}") + scanner.names.texts[Int(name)]
    }
    while true {
        switch try scanner.next() {
        case .start:
            let attributes = scanner.attributes.map {
                " \(name($0.namespace, $0.name))=\(String(decoding: scanner.values[$0.range], as: UTF8.self))"
            }
            out += "<\(name(scanner.namespace, scanner.name))\(attributes.joined())>".utf8
        // A character may come in two pieces.
        case .text: out += scanner.text
        case .end: out += "</\(name(scanner.namespace, scanner.name))>".utf8
        case .needsMore:
            if offset < bytes.count {
                scanner.feed(bytes[offset..<min(offset + chunk, bytes.count)])
                offset += chunk
            } else {
                scanner.finish()
            }
        case .endOfFile: return String(decoding: out, as: UTF8.self)
        }
    }
}

private func events(_ text: String, chunk: Int = 65_536, limits: XMLLimits = .standard) throws -> String {
    try events(Array(text.utf8), chunk: chunk, limits: limits)
}

private func refusal(_ text: String, limits: XMLLimits = .standard) -> String {
    do {
        return "accepted: \(try events(text, limits: limits))"
    } catch {
        return "\(error)"
    }
}

@Suite("The XML scanner")
struct XMLScannerTests {
    @Test(
        "gives elements, attributes, text, CDATA, references and empty elements in order, in chunks of any size",
        arguments: [1, 2, 3, 5, 65_536])
    func order(_ chunk: Int) throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?><!-- c --><?p i?>
            <a x="1 &lt; 2" y='&#233;"'>é &amp; &#x41;&gt;<b/><![CDATA[<c> & ]] ]>]]></a><!-- end -->
            """
        let found = try events(text, chunk: chunk)
        #expect(found == "<a x=1 < 2 y=é\">é & A><b></b><c> & ]] ]></a>")
    }

    @Test("resolves prefixes, default namespaces and their scope")
    func namespaces() throws {
        let text = "<a xmlns='u:1' xmlns:p='u:2' p:q='v' r='w'><p:b xmlns:p='u:3'/><p:c/><d xmlns=''/></a>"
        #expect(try events(text) == "<{u:1}a {u:2}q=v r=w><{u:3}b></{u:3}b><{u:2}c></{u:2}c><d></d></{u:1}a>")
    }

    @Test("reads the encodings that declarations and marks name", arguments: [1, 4, 65_536])
    func encodings(_ chunk: Int) throws {
        let latin = Array("<?xml version='1.0' encoding = 'ISO-8859-1'?><a>".utf8) + [0xe9, 0x80] + Array("</a>".utf8)
        #expect(try events(latin, chunk: chunk) == "<a>é€</a>")
        let latin9 = Array("<?xml version=\"1.0\" encoding=\"iso-8859-15\"?><a>".utf8) + [0xa4, 0xbd] + Array("</a>".utf8)
        #expect(try events(latin9, chunk: chunk) == "<a>€œ</a>")
        let wide = "<?xml version='1.0' encoding='UTF-16'?><a>é😀</a>"
        let little: [UInt8] = [0xff, 0xfe] + wide.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try events(little, chunk: chunk) == "<a>é😀</a>")
        let big: [UInt8] = wide.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(try events(big, chunk: chunk) == "<a>é😀</a>")
        #expect(try events([0xef, 0xbb, 0xbf] + Array("<a/>".utf8), chunk: chunk) == "<a></a>")
    }

    @Test("refuses an encoding it does not read, by its name")
    func unknownEncoding() {
        #expect(refusal("<?xml version='1.0' encoding='EBCDIC-FR'?><a/>").contains("EBCDIC-FR"))
    }

    @Test("refuses DTDs, so that no entity reads a file or fills memory")
    func entities() {
        let bomb = "<!DOCTYPE l [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"
        #expect(refusal(bomb).contains("DOCTYPE"))
        #expect(refusal("<!DOCTYPE l SYSTEM 'file:///etc/passwd'><l/>").contains("DOCTYPE"))
        #expect(refusal("<a>&b;</a>").contains("entity"))
    }

    @Test(
        "refuses what is not well-formed",
        arguments: [
            "<a><b></a>", "<a>", "</a>", "<a", "<a x=1/>", "<a x='1' x='2'/>", "<a x='1'y='2'/>", "<a x='<'/>", "<a>&#0;</a>",
            "<a>&amp</a>", "<p:a/>", "text", "", "<a/>text", "<a>& b</a>", "< a/>", "<![CDATA[x]]><a/>", "<a><![CDATA[x</a>", "<!-- x",
            "<!X><a/>",
        ])
    func wellFormed(_ text: String) {
        #expect(refusal(text).hasPrefix("line 1: "))
    }

    @Test("says on which line a document fails")
    func lines() {
        #expect(refusal("<a>\n<b>\n\n</c></a>").hasPrefix("line 4: "))
    }

    @Test("refuses what passes its limits, by their name")
    func limits() {
        var limits = XMLLimits.standard
        limits.depth = 10
        limits.attributes = 3
        limits.markup = 64
        limits.names = 20
        #expect(refusal(String(repeating: "<a>", count: 1_000), limits: limits).contains("`depth`"))
        #expect(refusal("<a b='1' c='2' d='3' e='4'/>", limits: limits).contains("`attributes`"))
        #expect(refusal("<a b='\(String(repeating: "x", count: 200))'/>", limits: limits).contains("`markup`"))
        #expect(refusal("<a>" + (0..<30).map { "<e\($0)/>" }.joined() + "</a>", limits: limits).contains("`names`"))
    }

    @Test("keeps a text without end in no more memory than what was fed")
    func longText() throws {
        var scanner = XMLScanner()
        scanner.feed(Array("<abc>".utf8)[...])
        _ = try scanner.next()
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
        var taken = 0
        for _ in 0..<64 {
            scanner.feed(piece[...])
            while try scanner.next() == .text { taken += scanner.text.count }
            #expect(scanner.unread == 0)
        }
        #expect(taken == 64 * 65_536)
    }

    @Test("reads documents that follow one another")
    func several() throws {
        #expect(try events("<?xml version='1.0'?><a/>\n<?xml version='1.0'?><b/>") == "<a></a><b></b>")
    }
}
