import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Emergency visits")
struct HospitalTests {
    private func context(mappings: [String: Domain.Category] = [:], places: [String] = ["990000001"]) throws -> SourceContext {
        var table = PlaceTable()
        for place in places { try table.add(place, PlaceTable.Place(latitude: 43.29, longitude: 5.4)) }
        return SourceContext(zone: try #require(ZoneTable(identifier: "Europe/Paris")), mappings: mappings, places: table)
    }

    private func patient(_ entry: String, birth: String = "01/01/1990", diagnosis: String = "S610") -> String {
        "<PATIENT><CP>99001</CP><COMMUNE>VILLE</COMMUNE><NAISSANCE>\(birth)</NAISSANCE><SEXE>F</SEXE><ENTREE>\(entry)</ENTREE><DP>\(diagnosis)</DP><SORTIE/></PATIENT>"
    }

    private func document(
        _ patients: [String], extracted: String = "21/06/2026 04:00:00", from: String = "20/06/2026", to: String = "20/06/2026"
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><OSCOUR><ETABLISSEMENT><FINESS>990000001</FINESS><EXTRACT>\(extracted)</EXTRACT>
        <DATEDEBUT>\(from)</DATEDEBUT><DATEFIN>\(to)</DATEFIN></ETABLISSEMENT><PASSAGES>\(patients.joined(separator: "\n"))</PASSAGES></OSCOUR>
        """
    }

    @Test("become the counts that were worked out by hand, in chunks of any size", arguments: [1, 64, 65_536])
    func golden(_ chunk: Int) throws {
        var adapter = RPUAdapter(context: try context(), threshold: 2)
        let reading = try FeedReading(&adapter, try Material.fixture("Sources/rpu.xml"), chunk: chunk)
        #expect(reading.text == (try Material.fixture("Sources/rpu.golden")))
    }

    @Test("that are few are an interval: a small number may tell who came")
    func fewVisits() throws {
        var adapter = RPUAdapter(context: try context())
        let patients = (0..<12).map { patient("20/06/2026 21:\(10 + $0)") } + [patient("20/06/2026 22:00")]
        let reading = try FeedReading(&adapter, document(patients))
        #expect(reading.values.count == 24)
        #expect(reading.values.compactMap(\.value) == [12])
        #expect(reading.values.filter { $0.value == nil }.allSatisfy { $0.lower == 0 && $0.upper == 9 })
    }

    @Test("go no further than the adapter: no field of a patient is in what is told, nor in what is remembered")
    func privacy() throws {
        var adapter = RPUAdapter(context: try context())
        let reading = try FeedReading(&adapter, document([patient("20/06/2026 21:10", birth: "26/12/1944")]))
        for secret in ["99001", "VILLE", "1944", "S610", "21:10"] { #expect(!reading.text.contains(secret)) }
        #expect(!String(decoding: adapter.memory, as: UTF8.self).contains("VILLE"))
        let broken = try FeedReading(&adapter, document([patient("SOMEBODY")]))
        #expect(broken.problems.map(\.reason) == [.time] && !broken.problems[0].description.contains("SOMEBODY"))
    }

    @Test("are counted by groups of causes and ages where the register maps them, and only there")
    func groups() throws {
        let mappings: [String: Domain.Category] = [
            "cause:injury": .emergencyVisits, "age:75+": .emergencyVisits, "cause:alcohol age:15-44": .emergencyVisits,
        ]
        var adapter = RPUAdapter(context: try context(mappings: mappings), threshold: 1)
        let patients = [
            patient("20/06/2026 21:10"), patient("20/06/2026 21:20", birth: "21/06/1951"), patient("20/06/2026 21:30", birth: "20/06/1951"),
            patient("20/06/2026 21:40", diagnosis: "F100"),
        ]
        let reading = try FeedReading(&adapter, document(patients))
        let known = reading.values.filter { $0.value != nil }
        #expect(known.map(\.originalCode) == ["emergency-visits", "cause:injury", "cause:alcohol age:15-44", "age:75+"])
        #expect(known.map(\.value) == [4, 3, 1, 1])
    }

    @Test("that are delivered again replace what was said of their days, and do not add to it")
    func again() throws {
        var adapter = RPUAdapter(context: try context(), threshold: 1)
        let one = [patient("20/06/2026 21:10")]
        _ = try FeedReading(&adapter, document(one))
        var restarted = RPUAdapter(context: try context(), threshold: 1)
        try restarted.remember(adapter.memory)
        #expect(try FeedReading(&restarted, document(one, extracted: "22/06/2026 04:00:00")).values.isEmpty)
        let two = try FeedReading(&restarted, document(one + [patient("20/06/2026 21:50")], extracted: "23/06/2026 04:00:00")).values
        #expect(two.map(\.operation) == [.replace] && two.map(\.value) == [2])
        let late = try FeedReading(&restarted, document(one, extracted: "21/06/2026 04:00:00")).values
        #expect(late.isEmpty)
    }

    @Test("outside of the days that a delivery declares are told and not counted")
    func outside() throws {
        var adapter = RPUAdapter(context: try context(), threshold: 1)
        let reading = try FeedReading(&adapter, document([patient("19/06/2026 21:10")]))
        #expect(reading.problems.map(\.reason) == [.time] && reading.values.allSatisfy { $0.value == nil })
    }

    @Test("in a document that is cut off are not told at all, and the next one is read")
    func truncated() throws {
        var adapter = RPUAdapter(context: try context(), threshold: 1)
        let whole = document([patient("20/06/2026 21:10")])
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, String(whole.dropLast(30))) }
        #expect(try FeedReading(&adapter, whole).values.compactMap(\.value) == [1])
    }

    @Test("come to an end whatever bytes are broken")
    func fuzz() throws {
        var mangler = Mangler(seed: 17)
        var adapter = RPUAdapter(context: try context())
        mangler.survive(&adapter, Array(try Material.fixture("Sources/rpu.xml").utf8), count: 300)
        var table = VisitTableAdapter(context: try context())
        mangler.survive(&table, Array("dep;date_de_passage;nbre_pass_tot\n13;2020-02-24;1622\n13;2020-02-25;<10\n".utf8), count: 300)
    }

    @Test("in a table of counts are days or hours; empty is not zero, and few are an interval")
    func table() throws {
        var adapter = VisitTableAdapter(context: try context(places: ["13"]))
        let reading = try FeedReading(
            &adapter,
            "dep;date_de_passage;sursaud_cl_age_corona;nbre_pass_tot\n13;2020-02-24;0;1622\n13;2020-02-24;A;404\n13;2020-02-25;0;\n13;2020-02-26;0;4\n"
        )
        #expect(reading.values.map(\.value) == [1_622, nil] && reading.values[1].upper == 9)
        #expect(reading.values[0].timeCertainty == .dayOnly && reading.values[0].areaCode.isEmpty && reading.values[0].latitude == nil)
        var hourly = VisitTableAdapter(context: try context())
        let hours = try FeedReading(&hourly, "FINESS,Jour,Heure,Passages\n990000001,20/06/2026,21h-22h,17\n").values
        #expect(hours.first?.value == 17 && hours.first?.latitude == 43.29 && hours.first?.timeCertainty == .exact)
    }

    @Test("in a table of patients are refused by the column's name")
    func patients() throws {
        var adapter = VisitTableAdapter(context: try context())
        #expect(throws: FileProblem.self) { _ = try FeedReading(&adapter, "finess,date,passages,Date naissance\n1,2026-06-20,1,x\n") }
    }

    @Test("in the national layout have the hours that are known", .enabled(if: Material.isPresent("samples/hospital/rpu-synthetic.xml")))
    func sample() throws {
        let truths = try JSONSerialization.jsonObject(with: Data(contentsOf: Material.shared("samples/expected.json"))) as? [String: Any]
        let expected = try #require((truths?["rpu-synthetic.xml"] as? [String: Any])?["by_hour"] as? [String: Int])
        var adapter = RPUAdapter(context: try context(), threshold: 1)
        let reading = try FeedReading(&adapter, [UInt8](try Data(contentsOf: Material.shared("samples/hospital/rpu-synthetic.xml"))))
        var hours: [String: Int] = [:]
        for value in reading.values {
            guard let count = value.value, let start = value.phenomenonStart else { continue }
            let hour = (start.seconds + 7_200) / 3_600 % 24
            hours[hour < 10 ? "0\(hour)" : "\(hour)", default: 0] += Int(count)
        }
        #expect(hours == expected && reading.problems.isEmpty)
    }

    @Test("of a department are read day by day", .enabled(if: Material.isPresent("samples/hospital")))
    func surveillance() throws {
        var adapter = VisitTableAdapter(context: try context(places: ["13"]))
        let bytes = [UInt8](try Data(contentsOf: Material.shared("samples/hospital/sursaud-2020-dep-13-83-84.csv")))
        let reading = try FeedReading(&adapter, bytes)
        let own = reading.values.filter { $0.areaCode.isEmpty }
        #expect(reading.problems.isEmpty && own.count == 57 && own.first?.value == 1_622)
    }
}
