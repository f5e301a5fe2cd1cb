import Domain

/// The formats that `quietude push --format` and connectors read, each by the name written on the command line and in configuration.
public enum SourceFormat: String, CaseIterable, Sendable {
    /// CSV, laid out as the register maps the source's columns.
    case csv
    /// JSON lines with the keys of the standard columns.
    case jsonl
    /// Main courante: either of the two above, found out from the file.
    case policeLog = "police-log"
    /// GTFS-Realtime protobuf.
    case gtfsRealtime = "gtfs-realtime"
    /// SIRI-SX, XML.
    case siriSituations = "siri-sx"
    /// Messages of the French emergency hub.
    case emergencyMessage = "emergency"
    /// Base Prométhée, CSV.
    case wildfires = "promethee"
    /// Yearly interventions by fire brigade, CSV.
    case interventions = "interventions"
    /// Open311 GeoReport v2.
    case georeport = "georeport"
    /// Cameras' analytics.
    case cameras = "onvif"
    /// Météo-France's tables: SYNOP essentials, hourly and daily climatology, opendatasoft's export.
    case weatherTable = "weather-table"
    /// The same, by the name of the first.
    case synop
    /// The same, by the name of the second.
    case climatology
    /// Aerodrome reports.
    case metar
    /// CAP 1.2, 1.1 and 1.0 warnings.
    case cap
    /// Météo-France's vigilance, JSON.
    case vigilance
    /// iCalendar.
    case iCalendar = "icalendar"
    /// Roadworks and events as GeoJSON.
    case roadworks
    /// Planned events as arrays of JSON objects.
    case cortege
    /// Planned events, CSV.
    case eventTable = "events-csv"
    /// An operator's counts of presence.
    case mobilePresence = "mobile-presence"
    /// Emergency visits in the national layout, XML.
    case emergencyVisits = "rpu"
    /// Counts of emergency visits, CSV.
    case emergencyTable = "emergency-csv"

    /// The name as it is written.
    public var name: String { rawValue }

    /// The format of that name; nil where there is none.
    public init?(name: String) { self.init(rawValue: name) }

    /// The kind of source that speaks it; nil where any may.
    public var kind: SourceKind? {
        switch self {
        case .csv, .jsonl: nil
        case .policeLog: .policeLog
        case .gtfsRealtime, .siriSituations: .transit
        case .emergencyMessage: .fireBrigade
        case .wildfires: .fireBrigade
        case .interventions: .fireBrigade
        case .georeport: .parks
        case .cameras: .camera
        case .weatherTable, .synop, .climatology, .metar, .cap, .vigilance: .weather
        case .iCalendar, .roadworks, .cortege, .eventTable: .agenda
        case .mobilePresence: .mobilePresence
        case .emergencyVisits, .emergencyTable: .hospital
        }
    }

    /// What it is, for a list: English, French.
    public var summary: (english: String, french: String) {
        switch self {
        case .csv: ("CSV as the register maps its columns", "CSV selon les colonnes déclarées au registre")
        case .jsonl: ("JSON lines", "une ligne JSON par observation")
        case .policeLog: ("police log, CSV or JSON lines", "main courante, CSV ou lignes JSON")
        case .gtfsRealtime: ("GTFS-Realtime, protobuf", "GTFS-Realtime, protobuf")
        case .siriSituations: ("SIRI-SX situations, XML", "situations SIRI-SX, XML")
        case .emergencyMessage:
            (
                "RC-EDA, EMSI, RC-RI of the 15/18/112 hub, JSON or XML, with or without EDXL-DE",
                "RC-EDA, EMSI, RC-RI du hub 15/18/112, JSON ou XML, avec ou sans EDXL-DE"
            )
        case .wildfires: ("Prométhée wildfires, CSV", "feux de forêt Prométhée, CSV")
        case .interventions: ("yearly interventions by brigade (DGSCGC), CSV", "interventions annuelles par corps (DGSCGC), CSV")
        case .georeport: ("Open311 GeoReport v2 requests, JSON, XML or CSV", "demandes Open311 GeoReport v2, JSON, XML ou CSV")
        case .cameras:
            (
                "ONVIF Profile M metadata, XML or MQTT JSON; DataQ occupancy",
                "métadonnées ONVIF Profile M, XML ou JSON MQTT ; occupation DataQ"
            )
        case .weatherTable, .synop, .climatology:
            (
                "Météo-France SYNOP essentials, hourly or daily climatology, CSV",
                "SYNOP, climatologie horaire ou quotidienne de Météo-France, CSV"
            )
        case .metar: ("METAR and SPECI reports", "messages METAR et SPECI")
        case .cap: ("CAP 1.2 warnings (1.1, 1.0), XML", "vigilances CAP 1.2 (1.1, 1.0), XML")
        case .vigilance: ("Météo-France vigilance, JSON", "vigilance Météo-France, JSON")
        case .iCalendar: ("calendar, iCalendar (RFC 5545)", "agenda iCalendar (RFC 5545)")
        case .roadworks: ("roadworks and events, GeoJSON", "chantiers et événements, GeoJSON")
        case .cortege: ("planned events, JSON objects", "événements prévus, objets JSON")
        case .eventTable: ("planned events, CSV", "événements prévus, CSV")
        case .mobilePresence: ("counts of presence by a mobile operator, CSV", "présence comptée par un opérateur mobile, CSV")
        case .emergencyVisits: ("emergency visits (RPU, OSCOUR), XML", "passages aux urgences (RPU, OSCOUR), XML")
        case .emergencyTable: ("counts of emergency visits, CSV", "passages aux urgences comptés, CSV")
        }
    }

    /// An adapter that reads it for a source. Throws where the context lacks what the format needs.
    public func adapter(_ context: SourceContext) throws(FileProblem) -> any FeedAdapter {
        switch self {
        case .csv: TableAdapter(.csv, context: context)
        case .jsonl: TableAdapter(.jsonLines, context: context)
        case .policeLog: TableAdapter(.detected, context: context)
        case .gtfsRealtime: try TransitFeedAdapter(context: context)
        case .siriSituations: SituationAdapter(context: context)
        case .emergencyMessage: EmergencyMessageAdapter(context: context)
        case .wildfires: WildfireAdapter(context: context)
        case .interventions: InterventionsAdapter(context: context)
        case .georeport: ServiceRequestAdapter(context: context)
        case .cameras: CameraAdapter(context: context)
        case .weatherTable, .synop, .climatology: WeatherTableAdapter(context: context)
        case .metar: METARAdapter(context: context)
        case .cap: CAPAdapter(context: context)
        case .vigilance: VigilanceAdapter(context: context)
        case .iCalendar: CalendarAdapter(context: context)
        case .roadworks: EventObjectAdapter(context: context, prefix: "roadworks")
        case .cortege: EventObjectAdapter(context: context)
        case .eventTable: EventTableAdapter(context: context)
        case .mobilePresence: MobilePresenceAdapter(context: context, shares: context.shares)
        case .emergencyVisits: RPUAdapter(context: context)
        case .emergencyTable: VisitTableAdapter(context: context)
        }
    }
}
