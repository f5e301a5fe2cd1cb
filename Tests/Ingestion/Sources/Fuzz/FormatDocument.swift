import Domain
import Foundation
import Testing
import TransitFeeds

@testable import Ingestion

/// A small good document of each format, and an adapter that reads it: what the fuzz tests break.
struct FormatDocument: CustomTestStringConvertible, Sendable {
    /// How a document is built, and so how it can be broken.
    enum Shape: Sendable { case table, lines, json, xml, binary }

    let format: SourceFormat
    let shape: Shape
    private let fixture: String?
    private let text: String

    var testDescription: String { format.name }

    private init(_ format: SourceFormat, _ shape: Shape, fixture: String? = nil, text: String = "") {
        self.format = format
        self.shape = shape
        self.fixture = fixture
        self.text = text
    }

    /// All of them; a format that is added and not listed fails the test that counts them.
    static let all = [
        FormatDocument(.csv, .table, text: "time,lat,lon,category\n2026-10-20T10:00:00+02:00,43.3,5.4,noise\n"),
        FormatDocument(.jsonl, .lines, text: #"{"time":"2026-10-20T10:00:00+02:00","lat":43.3,"lon":5.4,"category":"noise"}"# + "\n"),
        FormatDocument(.policeLog, .table, text: "time,lat,lon,category\n2026-10-20T10:00:00+02:00,43.3,5.4,noise\n"),
        FormatDocument(.gtfsRealtime, .binary), FormatDocument(.siriSituations, .xml, fixture: "siri-sx.xml"),
        FormatDocument(.emergencyMessage, .json, fixture: "emergency.jsonl"),
        FormatDocument(
            .wildfires, .table,
            text: "Année;Numéro;Code INSEE;Code du carreau DFCI;Alerte;Surface parcourue (m2)\n2022;1;13055;KD00A1;2022-06-01 10:00:00;20\n"
        ),
        FormatDocument(.interventions, .table, text: "Année;Numéro;Départements;Incendies\n2019;13;Bouches-du-Rhône;5 000\n"),
        FormatDocument(.georeport, .json, fixture: "georeport.json"), FormatDocument(.cameras, .xml, fixture: "onvif.xml"),
        FormatDocument(.weatherTable, .table, fixture: "synop.csv"), FormatDocument(.synop, .table, fixture: "synop.csv"),
        FormatDocument(.climatology, .table, fixture: "climatology.csv"), FormatDocument(.metar, .lines, fixture: "metar.txt"),
        FormatDocument(.cap, .xml, fixture: "vigilance.xml"),
        FormatDocument(
            .vigilance, .json,
            text:
                #"{"product":{"update_time":"2026-08-11T16:00:00Z","periods":[{"echeance":"J","timelaps":{"domain_ids":[{"domain_id":"13","phenomenon_items":[]}]}}]}}"#
        ),
        FormatDocument(.iCalendar, .lines, fixture: "agenda.ics"), FormatDocument(.roadworks, .json, fixture: "roadworks.geojson"),
        FormatDocument(.cortege, .json, text: #"[{"id":"1","date_debut":"2026-11-28","lieu":"Place"}]"#),
        FormatDocument(.eventTable, .table, fixture: "events.csv"), FormatDocument(.mobilePresence, .table, fixture: "presence.csv"),
        FormatDocument(.emergencyVisits, .xml, fixture: "rpu.xml"),
        FormatDocument(.emergencyTable, .table, text: "dep;date_de_passage;sursaud_cl_age_corona;nbre_pass_tot\n13;2020-03-17;0;900\n"),
    ]

    func bytes() throws -> [UInt8] {
        if let fixture { return try SourceKit.bytes(fixture) }
        guard shape == .binary else { return Array(text.utf8) }
        return Feed.header().message(2, Feed.entity("t", 3, Feed.trip("T", route: "1", stops: [("A", 60, Feed.epoch + 60)])))
            .message(2, Feed.entity("a", 5, Feed.alert(cause: 3, stops: ["A"]))).bytes
    }

    func adapter() throws -> any FeedAdapter {
        var context = try SourceKit.context(places: ["A": (43.3, 5.4), "CAM-1": (43.3, 5.4)], now: Instant(seconds: Feed.epoch))
        context.transit = TransitFeedDecoder()
        context.device = "CAM-1"
        return try format.adapter(context)
    }
}

/// What came of a document, whatever it was.
struct FuzzOutcome {
    var observations = 0
    var problems: [RowProblem] = []
    var refusal: FileProblem?

    /// Feeds pieces to an adapter as they are asked for; nil ends the document.
    init(_ adapter: inout any FeedAdapter, _ piece: () -> [UInt8]?) {
        do throws(FileProblem) {
            while true {
                switch try adapter.next() {
                case .observation: observations += 1
                case .problem(let problem): if problems.count < 1_000 { problems.append(problem) }
                case .needsMore:
                    if let bytes = piece() { adapter.feed(bytes[...]) } else { adapter.finish() }
                case .end: return
                }
            }
        } catch {
            refusal = error
        }
    }

    /// A whole document, in pieces of a size.
    init(_ adapter: inout any FeedAdapter, _ bytes: [UInt8], chunk: Int = 65_536) {
        var offset = 0
        self.init(&adapter) {
            guard offset < bytes.count else { return nil }
            defer { offset += chunk }
            return Array(bytes[offset..<min(offset + chunk, bytes.count)])
        }
    }

    var isTold: Bool { refusal != nil || !problems.isEmpty }
}
