import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Traps of hospitals', operators' and parks' counts")
struct CountTrapTests {
    private func read(_ format: SourceFormat, _ bytes: [UInt8]) throws -> FeedReading {
        var adapter = try format.adapter(try SourceKit.context(places: ["990000001": (43.29, 5.4), "Z": (43.3, 5.4)]))
        return try SourceKit.read(&adapter, bytes)
    }

    private func visits(encoding: String, town: [UInt8], count: Int = 12, code: String = "13001", exit: String = "") -> [UInt8] {
        let head =
            "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><OSCOUR><ETABLISSEMENT><FINESS>990000001</FINESS></ETABLISSEMENT><PASSAGES>"
        let patient =
            Array("<PATIENT><CP>\(code)</CP><COMMUNE>".utf8) + town
            + Array("</COMMUNE><ENTREE>20/06/2026 21:15</ENTREE><SORTIE>\(exit)</SORTIE></PATIENT>".utf8)
        return Array(head.utf8) + (0..<count).flatMap { _ in patient } + Array("</PASSAGES></OSCOUR>".utf8)
    }

    @Test("a delivery is ISO-8859-1 or UTF-8 and says the same")
    func encodings() throws {
        let latin = try read(.emergencyVisits, visits(encoding: "ISO-8859-1", town: [0x53, 0xe9, 0x65]))
        let utf8 = try read(.emergencyVisits, visits(encoding: "UTF-8", town: Array("Sée".utf8)))
        #expect(latin.text == utf8.text && latin.values.map(\.value) == [12])
    }

    @Test("who is still there, and who came from abroad (99999), was a visit all the same", arguments: ["", "20/06/2026 23:00"])
    func stays(exit: String) throws {
        #expect(try read(.emergencyVisits, visits(encoding: "UTF-8", town: [], code: "99999", exit: exit)).values.map(\.value) == [12])
    }

    @Test("a volume that was extrapolated already is never scaled again")
    func extrapolated() throws {
        let text = "Date;TrancheHoraire;Zone;Categorie;Volume;Coefficient\n18/07/2026;13h-14h;Z;Resident;100;2,4\n"
        #expect(try read(.mobilePresence, Array(text.utf8)).values.map(\.value) == [100])
    }

    @Test("what is delivered the next day, or months later, tells of its own day")
    func delivery() throws {
        let text = "Date;TrancheHoraire;Zone;Categorie;Volume\n18/07/2026;13h-14h;Z;Resident;100\n"
        #expect(try read(.mobilePresence, Array(text.utf8)).values.map(\.phenomenonStart) == [try Instant(utc: "2026-07-18T11:00")])
    }

    @Test("the letters of age groups are no counts, and their sum is not added to that of all ages")
    func ages() throws {
        let text =
            "dep;date_de_passage;sursaud_cl_age_corona;nbre_pass_tot\n13;2020-03-17;0;900\n13;2020-03-17;A;300\n13;2020-03-17;B;590\n"
        #expect(try read(.emergencyTable, Array(text.utf8)).values.map(\.value) == [900])
    }

    @Test(
        "a list of requests may be one a line, an array, or wrapped in an object",
        arguments: ["%\n%", "[%,%]", "{\"service_requests\":[%,%]}", "{\"requests\":[%,%]}"])
    func wrappings(_ form: String) throws {
        var number = 0
        let text = form.map { character -> String in
            guard character == "%" else { return String(character) }
            number += 1
            return
                #"{"service_request_id":\#(number),"service_code":"006","service_name":"Graffiti","requested_datetime":"2026-08-15T10:00:00+02:00","lat":43.3,"long":5.4}"#
        }.joined()
        #expect(try read(.georeport, Array(text.utf8)).values.map(\.observationID) == ["request:1", "request:2"])
    }
}
