import Domain
import Foundation
import Testing

@testable import Ingestion

@Suite("Resources engaged in a case")
struct EngagedResourcesTests {
    private static let engaged: [String: Domain.Category] = ["resources-engaged": .resourcesEngaged]

    private func adapter(_ mappings: [String: Domain.Category] = engaged) throws -> EmergencyMessageAdapter {
        EmergencyMessageAdapter(context: try SourceKit.context(mappings: mappings))
    }

    private static let createCase =
        #"{"createCase":{"caseId":"fr.fire.x.1","creation":"2026-10-20T18:15:00+02:00","qualification":{"whatsHappen":{"code":"C04.02.01"}},"#
        + #""location":{"geometry":{"point":{"coord":{"lat":43.2953,"lon":5.3745,"precision":"RUE"}}}}}}"#

    /// RC-RI: a state for each resource.
    private static func resources(_ states: [(time: String, status: String)], id: String = "fr.fire.x.1") -> String {
        let list = states.enumerated().map { index, state in
            #"{"resourceId":"r\#(index)","datetime":"2026-10-20T18:00:00+02:00","state":[{"datetime":"2026-10-20T\#(state.time):00+02:00","status":"\#(state.status)"}]}"#
        }
        return #"{"resourcesInfoCisu":{"caseId":"\#(id)","resource":[\#(list.joined(separator: ","))]}}"#
    }

    @Test("are a reading of category 58, placed where the case is, in the slot of the latest state")
    func reading() throws {
        var adapter = try adapter()
        let text = "\(Self.createCase)\n\(Self.resources([("18:20", "DECISION"), ("18:31", "ARRIVEE"), ("18:25", "DISPONIBLE")]))"
        let reading = try FeedReading(&adapter, text)
        let row = try #require(reading.values.last)
        #expect(Domain.Category.resourcesEngaged.rawValue == 58 && Self.engaged[row.originalCode] == .resourcesEngaged)
        #expect(row.value == 2 && row.unit == "{vehicle}" && row.latitude == 43.2953 && row.longitude == 5.3745)
        try #expect(row.phenomenonStart == (Instant(utc: "2026-10-20T16:30")) && row.phenomenonEnd == (Instant(utc: "2026-10-20T16:45")))
    }

    @Test("are counted by the latest state of each, whatever the order in which the states stand")
    func latestState() throws {
        var adapter = try adapter()
        let text =
            #"{"resourcesInfoCisu":{"caseId":"c","resource":[{"resourceId":"r","state":[{"datetime":"2026-10-20T18:40:00+02:00","status":"DISPONIBLE"},"#
            + #"{"datetime":"2026-10-20T18:20:00+02:00","status":"DEPART"}]}]}}"#
        #expect(try FeedReading(&adapter, text).values.map(\.value) == [0])
    }

    @Test("are said again with a higher version when more are engaged in the same slot, and not at all when nothing changed")
    func replaced() throws {
        var adapter = try adapter()
        let first = Self.resources([("18:20", "DEPART")])
        let second = Self.resources([("18:20", "DEPART"), ("18:22", "DEPART")])
        let rows = try FeedReading(&adapter, "\(first)\n\(first)\n\(second)").values
        #expect(
            rows.map(\.value) == [1, 2] && rows.map(\.operation) == [.create, .replace] && rows[0].observationID == rows[1].observationID)
    }

    @Test("are counted in EMSI by their quantity where they are in use")
    func emsi() throws {
        var adapter = try adapter()
        let text =
            #"{"emsi":{"CONTEXT":{"ID":"m","MODE":"ACTUAL","MSGTYPE":"REPORT","CREATION":"2026-10-20T18:20:00+02:00"},"EVENT":{"ID":"e","OCC_DATIME":"2026-10-20T18:00:00+02:00"},"#
            + #""RESOURCE":[{"STATUS":"IN_USE/MOBILE","QUANTITY":3},{"STATUS":"IN_USE/ON_SCENE"},{"STATUS":"AVAILABLE","QUANTITY":9}]}}"#
        #expect(try FeedReading(&adapter, text).values.filter { $0.originalCode == "resources-engaged" }.map(\.value) == [4])
    }

    @Test("are told and not kept where the register maps them to no reading")
    func unmapped() throws {
        var adapter = try adapter([:])
        let reading = try FeedReading(&adapter, Self.resources([("18:20", "DEPART")]))
        #expect(reading.observations.isEmpty && reading.problems.map(\.reason) == [.ignored])
    }

    @Test("without a time or a case are problems of their line")
    func problems() throws {
        var adapter = try adapter()
        let text = """
            {"resourcesInfoCisu":{"caseId":"c","resource":[{"state":[{"status":"DEPART"}]}]}}
            {"resourcesInfoCisu":{"resource":[{"state":[{"status":"DEPART"}]}]}}
            {"resourcesInfoCisu":{"caseId":"c"}}
            """
        #expect(try FeedReading(&adapter, text).problems.map(\.reason) == [.time, .missing, .missing])
    }
}
