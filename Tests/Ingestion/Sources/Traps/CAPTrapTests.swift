import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("CAP's traps")
struct CAPTrapTests {
    private func read(_ text: String) throws -> FeedReading {
        var adapter = try SourceFormat.cap.adapter(try SourceKit.context())
        return try SourceKit.read(&adapter, text)
    }

    private func alert(
        namespace: String = "urn:oasis:names:tc:emergency:cap:1.2", sent: String = "2026-08-12T14:00:00+02:00", identifier: String = "id-1",
        infos: [String]
    ) -> String {
        """
        <alert xmlns="\(namespace)"><identifier>\(identifier)</identifier><sender>s@x</sender><sent>\(sent)</sent><status>Actual</status>
        <msgType>Alert</msgType><scope>Public</scope>\(infos.joined())</alert>
        """
    }

    private func info(
        _ onset: String = "2026-08-13T06:00:00+02:00", language: String = "fr-FR",
        area: String = "<geocode><valueName>NUTS3</valueName><value>FR824</value></geocode>"
    ) -> String {
        """
        <info><language>\(language)</language><category>Met</category><event>Vent</event><urgency>Future</urgency><severity>Severe</severity>
        <certainty>Likely</certainty><onset>\(onset)</onset><expires>2026-08-15T20:00:00+02:00</expires>
        <area><areaDesc>A</areaDesc>\(area)</area></info>
        """
    }

    @Test(
        "the namespaces of CAP 1.1 and 1.0 are read too",
        arguments: ["http://www.incident.com/cap/1.0", "urn:oasis:names:tc:emergency:cap:1.1", "urn:oasis:names:tc:emergency:cap:1.2"])
    func versions(_ version: String) throws {
        let reading = try read(alert(namespace: version, infos: [info()]))
        #expect(reading.values.count == 1)
    }

    @Test("the prefix that a document gives the namespace does not matter")
    func prefix() throws {
        let plain = alert(infos: [info()])
        let prefixed = plain.replacing("</", with: "\u{1}").replacing("<", with: "<cap:").replacing("\u{1}", with: "</cap:")
            .replacing("xmlns=", with: "xmlns:cap=")
        #expect(try read(prefixed).text == (try read(plain).text))
    }

    @Test(
        "UTC is written -00:00 by the standard and +00:00 by feeds: both are read, a time without offset is told",
        arguments: ["-00:00", "+00:00"])
    func utc(offset: String) throws {
        let reading = try read(alert(sent: "2026-08-12T12:00:00\(offset)", infos: [info("2026-08-13T04:00:00\(offset)")]))
        #expect(reading.values.map(\.phenomenonStart) == [try Instant(utc: "2026-08-13T04:00")])
        #expect(try read(alert(sent: "2026-08-12T12:00:00", infos: [info()])).problems.count == 1)
    }

    @Test("several blocks are languages of one warning, or windows of time of several")
    func blocks() throws {
        #expect(try read(alert(infos: [info(language: "fr-FR"), info(language: "en-GB")])).values.count == 1)
        #expect(try read(alert(infos: [info(), info("2026-08-14T06:00:00+02:00")])).values.count == 2)
    }

    @Test("a polygon has its latitude first; a circle its radius in kilometres")
    func shapes() throws {
        let ring = "43.1,5.2 43.1,5.6 43.4,5.6 43.1,5.2"
        let polygon = try #require(try read(alert(infos: [info(area: "<polygon>\(ring)</polygon>")])).values.first)
        #expect(polygon.polygon == [43.1, 5.2, 43.1, 5.6, 43.4, 5.6, 43.1, 5.2])
        let circle = try #require(try read(alert(infos: [info(area: "<circle>43.3,5.4 2.5</circle>")])).values.first)
        #expect(circle.latitude == 43.3 && circle.longitude == 5.4 && circle.accuracy == 2_500)
    }

    @Test("an identifier with a blank, a comma, < or & is not CAP", arguments: ["a b", "a,b", "a&lt;b", "a&amp;b"])
    func identifiers(_ identifier: String) throws {
        let reading = try read(alert(identifier: identifier, infos: [info()]))
        #expect(reading.values.isEmpty && reading.problems.count == 1)
    }
}
