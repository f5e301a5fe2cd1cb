import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Messages of the emergency hub")
struct EmergencyMessageTests {
    private func adapter(
        _ mappings: [String: Domain.Category] = [:], places: [String: (Double, Double)] = [:]
    ) throws -> EmergencyMessageAdapter {
        EmergencyMessageAdapter(context: try SourceKit.context(mappings: mappings, places: places))
    }

    private static let location =
        #""location":{"locID":"x","country":"FR","geometry":{"point":{"coord":{"lat":43.2953,"lon":5.3745,"precision":"RUE"}}}}"#

    private func createCase(_ id: String = "fr.fire.bmpm.1", code: String = "C04.02.01", location: String? = location, extra: String = "")
        -> String
    {
        let place = location.map { ",\($0)" } ?? ""
        return """
            {"createCase":{"caseId":"\(id)","creation":"2026-10-20T18:15:00+02:00","qualification":{"whatsHappen":{"code":"\(code)","label":"x"}}\(place)\(extra)}}
            """.replacing("\n", with: "")
    }

    private func edxl(_ payload: String, status: String = "Actual", kind: String = "Report") -> String {
        let inside = payload.dropFirst().dropLast()
        return
            #"{"edxl":{"distributionID":"d","senderID":"s","dateTimeSent":"2026-10-20T18:20:00+02:00","distributionStatus":"\#(status)","distributionKind":"\#(kind)","content":[{"jsonContent":{"embeddedJsonContent":{"message":{"messageId":"m","status":"\#(status)",\#(inside)}}}}]}}"#
    }

    @Test("become the rows that were worked out by hand, in chunks of any size", arguments: [1, 61, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, try SourceKit.bytes("emergency.jsonl"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/emergency.golden")))
    }

    @Test("say the same in XML as in JSON, alone and in their envelope")
    func xml() throws {
        let json = createCase()
        let xml = """
            <createCase xmlns="urn:emergency:eda:1.9:createCase"><caseId>fr.fire.bmpm.1</caseId><creation>2026-10-20T18:15:00+02:00</creation>
            <qualification><whatsHappen><code>C04.02.01</code></whatsHappen></qualification><location><geometry><point><coord><lat>43.2953</lat>
            <lon>5.3745</lon><precision>RUE</precision></coord></point></geometry></location></createCase>
            """
        let envelope = """
            <edxlDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:2.0"><distributionStatus>Actual</distributionStatus>
            <distributionKind>Report</distributionKind><content><contentObject><contentXML><embeddedXMLContent>
            <message xmlns="urn:emergency:cisu:2.0">\(xml)</message></embeddedXMLContent></contentXML></contentObject></content></edxlDistribution>
            """
        var texts: Set<String> = []
        for document in [json, xml, envelope, edxl(json).replacing("2026-10-20T18:20:00+02:00", with: "")] {
            var adapter = try adapter()
            texts.insert(try FeedReading(&adapter, document).text)
        }
        #expect(texts.count == 1 && texts.first?.contains("code=fire-building") == true)
    }

    @Test("of exercises and tests never count, whichever envelope says so", arguments: ["Exercise", "Test"])
    func exercises(status: String) throws {
        var adapter = try adapter()
        let reading = try FeedReading(&adapter, edxl(createCase(), status: status))
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.exercise])
    }

    @Test("of EMSI with MODE EXERCS never count")
    func exercs() throws {
        var adapter = try adapter()
        let text =
            #"{"emsi":{"CONTEXT":{"ID":"1","MODE":"EXERCS","MSGTYPE":"ALERT"},"EVENT":{"ID":"e","OCC_DATIME":"2026-10-20T10:00:00+02:00"}}}"#
        #expect(try FeedReading(&adapter, text).problems.map(\.reason) == [.exercise])
    }

    @Test("that acknowledge or tell an error are passed", arguments: ["Ack", "Error"])
    func acknowledgements(kind: String) throws {
        var adapter = try adapter()
        #expect(try FeedReading(&adapter, edxl(createCase(), kind: kind)).problems.map(\.reason) == [.ignored])
    }

    @Test("of one case are one incident: an update replaces, the same again says nothing, a cancellation withdraws")
    func caseLife() throws {
        var adapter = try adapter()
        let reading = try FeedReading(
            &adapter,
            [
                createCase(), createCase(), createCase(code: "C04.01.01"), edxl(createCase(code: "C04.01.01"), kind: "Cancel"),
            ].joined(separator: "\n"))
        #expect(reading.values.map(\.operation) == [.create, .replace, .withdraw])
        #expect(reading.values.map(\.version) == [0, 1, 2] && Set(reading.values.map(\.observationID)).count == 1)
        #expect(reading.problems.map(\.reason) == [.duplicate])
    }

    @Test("that are partial at first are completed by the next, and what that one leaves out stays")
    func partial() throws {
        var adapter = try adapter()
        let first = try FeedReading(&adapter, createCase(location: nil))
        #expect(first.observations.isEmpty && first.problems.map(\.reason) == [.position])
        let second = try #require(
            try FeedReading(
                &adapter, createCase().replacing(#""qualification":{"whatsHappen":{"code":"C04.02.01","label":"x"}},"#, with: "")
            ).values.first)
        #expect(second.originalCode == "fire-building" && second.latitude == 43.2953 && second.operation == .create)
    }

    @Test("survive a restart between two messages of a case")
    func restart() throws {
        var before = try adapter()
        _ = try FeedReading(&before, createCase())
        var after = try adapter()
        try after.remember(before.memory)
        #expect(try FeedReading(&after, createCase(code: "C04.01.01")).values.map(\.operation) == [.replace])
    }

    @Test("begin when the case was made, not when a call was received months before")
    func reception() throws {
        var adapter = try adapter()
        let extra = #","initialAlert":{"id":"a","reception":"2026-04-18T18:15:00+02:00"}"#
        let row = try #require(try FeedReading(&adapter, createCase(extra: extra)).values.first)
        #expect(row.phenomenonStart == (try Instant(utc: "2026-10-20T16:15")))
    }

    @Test("with several locations take the case's own, then the alert's")
    func locations() throws {
        let alert = #","initialAlert":{"id":"a","location":{"geometry":{"point":{"coord":{"lat":43.1,"lon":5.1,"precision":"EXACTE"}}}}}"#
        var adapter = try adapter()
        #expect(try FeedReading(&adapter, createCase("a", extra: alert)).values.first?.latitude == 43.2953)
        let row = try #require(try FeedReading(&adapter, createCase("b", location: nil, extra: alert)).values.first)
        #expect(row.latitude == 43.1 && row.accuracy == 10)
    }

    @Test("with several positions of EMSI take the first in EPSG-4326, and the middle of several points")
    func positions() throws {
        var adapter = try adapter()
        let text = """
            {"emsi":{"CONTEXT":{"ID":"1","MODE":"ACTUAL","MSGTYPE":"ALERT"},"EVENT":{"ID":"e","OCC_DATIME":"2026-10-20T10:00:00+02:00","ETYPE":{"CATEGORY":["FLD"]},
            "EGEO":[{"POSITION":{"COORDSYS":"EPSG-2154","COORD":[{"LAT":1,"LONG":2}]}},{"POSITION":{"COORDSYS":"EPSG-4326","COORD":[{"LAT":43.2,"LONG":5.2},{"LAT":43.4,"LONG":5.4}]}}]}}}
            """
        let row = try #require(try FeedReading(&adapter, text).values.first)
        #expect(abs((row.latitude ?? 0) - 43.3) < 1e-9 && abs((row.longitude ?? 0) - 5.3) < 1e-9 && row.originalCode == "flood")
    }

    @Test("take the place of their address from the table of places, and send no address")
    func address() throws {
        var adapter = try adapter(places: ["3 Rue des Marins": (43.3, 5.4)])
        let location = #""location":{"detailedAddress":{"complete":"Rue des Marins","number":"3"},"freetext":"Maison aux volets verts"}"#
        let reading = try FeedReading(&adapter, createCase(location: location))
        #expect(reading.values.first?.latitude == 43.3 && !reading.text.contains("Marins"))
    }

    @Test("send no name, telephone, note or plate")
    func nothingPersonal() throws {
        var adapter = try adapter(["resources-engaged": .presence])
        let extra =
            #","initialAlert":{"caller":{"callerContact":{"detail":"+33671830523"},"detailedName":{"complete":"Marie Dubois"}},"notes":[{"freetext":"Les enfants toussent"}]},"freetext":"Mme Dubois","medicalNote":[{"freetext":"asthme"}]"#
        let text = try FeedReading(&adapter, createCase(extra: extra)).text
        for word in ["Dubois", "33671", "enfants", "asthme"] { #expect(!text.contains(word)) }
    }

    @Test("of resources become a reading at the case's place where the register maps it, and are told where it does not")
    func resources() throws {
        let info = """
            {"resourcesInfoCisu":{"caseId":"fr.fire.bmpm.1","resource":[{"resourceId":"a","state":{"status":"DECLENCHE","datetime":"2026-10-20T18:22:00+02:00"}},\
            {"resourceId":"b","state":{"status":"ARRIVEE","datetime":"2026-10-20T18:25:00+02:00"}},{"resourceId":"c","state":{"status":"RET-BASE","datetime":"2026-10-20T18:26:00+02:00"}}]}}
            """
        var mapped = try adapter(["resources-engaged": .presence])
        let row = try #require(try FeedReading(&mapped, createCase() + "\n" + info).values.last)
        try #expect(
            row.value == 2 && row.unit == "{vehicle}" && row.latitude == 43.2953
                && row.phenomenonStart == (Instant(utc: "2026-10-20T16:15")))
        var unmapped = try adapter()
        #expect(try FeedReading(&unmapped, info).problems.map(\.reason) == [.ignored])
    }

    @Test("use the register's own mapping of the nomenclature, or of a chapter of it, before ours")
    func mapping() throws {
        var adapter = try adapter(["C04.02": .fireStreet])
        #expect(try FeedReading(&adapter, createCase()).values.first?.originalCode == "C04.02")
    }

    @Test("of suicide or sexual assault are never sent, and withdraw a case that turns out to be one")
    func refused() throws {
        var adapter = try adapter()
        #expect(try FeedReading(&adapter, createCase("s", code: "C02.13.06")).problems.map(\.reason) == [.refusedKind])
        _ = try FeedReading(&adapter, createCase("t", code: "C02.05.01"))
        let reading = try FeedReading(&adapter, createCase("t", code: "C02.14.01"))
        #expect(reading.values.map(\.operation) == [.withdraw] && reading.values.allSatisfy(\.originalCode.isEmpty))
    }

    @Test("without an id, a time or with 0, 0 for a place are told and the rest goes on")
    func missing() throws {
        var adapter = try adapter()
        let noID = createCase("")
        let noTime = createCase("t").replacing("2026-10-20T18:15:00+02:00", with: "yesterday")
        let zero = createCase("z").replacing("43.2953", with: "0").replacing("5.3745", with: "0.0")
        let reading = try FeedReading(&adapter, [noID, "nonsense", noTime, zero, createCase("good")].joined(separator: "\n"))
        #expect(reading.problems.map(\.reason) == [.missing, .json, .time, .position] && reading.problems.map(\.line) == [1, 2, 3, 4])
        #expect(reading.values.map(\.observationID) == ["case:good"])
    }

    @Test("nested a thousand deep are passed, and cut or flipped ones never crash")
    func fuzz() throws {
        var adapter = try adapter()
        let deep = #"{"createCase":"# + String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000) + "}\n" + createCase()
        #expect(try FeedReading(&adapter, deep).observations.count == 1)
        var mangler = Mangler(seed: 8)
        mangler.survive(&adapter, Array((edxl(createCase()) + "\n" + createCase("b")).utf8), count: 1_000)
    }
}
