import Domain
import Foundation

/// Planned events as JSON: GeoJSON of roadworks and events (RFC 7946; WZDx's `core_details` too), and arrays of objects in the manner of the
/// Préfecture's "Cortège" (demonstrations, operations, official visits).
///
/// | key (any case, accents or underscores; the first that is there) | becomes | unit, meaning |
/// |---|---|---|
/// | `id` of the feature or its properties, `identifiant`, `gid` … | observationID | without one: a digest of the object |
/// | `date` with `heure_debut`, `heure_fin`; `date_debut`, `date_fin`; `start_date`, `end_date` | phenomenonStart, phenomenonEnd, timeCertainty | ISO 8601 or dd/MM/yyyy; the territory's wall clock without offset; a last day is meant to its end; null hours: dayOnly |
/// | `geometry` (longitude first), `itineraire` | latitude and longitude, or polygon | a line becomes a ring that goes back on itself; of several the one with most points |
/// | `lat`, `lon`, `geo_point_2d`, `location` with its coordinates; `lieu`, `lieu_depart`, `adresse`, `voie` | latitude, longitude; through the table of places, by the words or the postal code in them; else areaCode | a modification that says no place keeps the one before |
/// | `type`, `nature` | originalCode where the register maps one; else `planned-event` | |
/// | `participants_attendus` … | value | `{person}` |
/// | `statut` | operation | annulée, interdite … withdraw; a draft becomes nothing; what is said again with other times or places replaces |
///
/// Refused by name, the event with them (GDPR art. 9: why people gather, and who calls them): `organisateur`, `syndicat`, `parti`, `motif`,
/// `revendication` … (`EventField.sensitive`). All other keys are not read.
public struct EventObjectAdapter: FeedAdapter {
    private var scanner = JSONRecordScanner(keys: ["features", "results", "records", "events", "evenements", "data", "items"])
    private var assembler: EventAssembler
    private var revisions = RevisionMemory()
    private let prefix: String
    /// Keys of the objects met so far, as they are compared: a feed has few, and says them again and again.
    private var folded: [String: String] = [:]

    /// An adapter for an agenda; `prefix` parts the ids of its feeds.
    public init(context: SourceContext, prefix: String = "event") {
        assembler = EventAssembler(context)
        self.prefix = prefix
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { scanner.feed(bytes) }

    /// The document has no more bytes.
    public mutating func finish() { scanner.finish() }

    /// The next row. Never throws: what is no event is a problem of its line.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            switch scanner.next() {
            case .needsMore: return .needsMore
            case .problem(let problem): return .problem(problem)
            case .end:
                scanner.reset()
                return .end
            case .record(let line, let bytes):
                do throws(RowProblem) {
                    guard var observation = try observation(bytes, line) else { continue }
                    if revisions.revise(&observation) { return .observation(line: line, observation) }
                } catch {
                    return .problem(error)
                }
            }
        }
    }

    private mutating func observation(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(RowProblem) -> Observation? {
        func problem(_ reason: RowProblem.Reason, _ message: String) -> RowProblem {
            RowProblem(line: line, column: 0, reason: reason, message: message)
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw problem(.json, "not a JSON object; it must be RFC 8259, in UTF-8")
        }
        // A collection without features, or one whose features stood elsewhere.
        if object["type"] as? String == "FeatureCollection" { return nil }
        var fields: [String: Any] = [:]
        for (key, value) in object where key != "geometry" && !(value is NSNull) { fields[fold(key)] = value }
        // Properties of GeoJSON; of opendatasoft's records `fields`.
        for group in ["properties", "fields"] {
            for (key, value) in object[group] as? [String: Any] ?? [:] where !(value is NSNull) {
                if key == "core_details", let details = value as? [String: Any] {
                    for (key, value) in details { fields[fold(key)] = value }
                } else {
                    fields[fold(key)] = value
                }
            }
        }
        spread(&fields)
        if object["type"] as? String == "Feature", (object["properties"] as? [String: Any])?["type"] == nil { fields["type"] = nil }
        if let name = fields.keys.first(where: EventField.sensitive.contains) {
            throw problem(
                .refusedKind, "the field `\(name)` tells why people gather or who calls them (GDPR art. 9): leave it out at the source")
        }
        let shape: EventGeometry.Shape?
        do throws(GeometryProblem) {
            shape = try EventObjectAdapter.shape(object["geometry"] as? [String: Any], fields)
        } catch {
            throw problem(.position, "`geometry`: coordinates must be longitude and latitude of WGS 84 (RFC 7946); convert them")
        }
        do throws(EventProblem) {
            let digest = RowIdentifier.make(row: Array(bytes).span, line: 0)
            return try assembler.observation(prefix, shape, fallback: digest) { field in EventObjectAdapter.text(fields, field) }
        } catch {
            throw problem(error.reason, "`\(error.field.names[0])` \(error.message)")
        }
    }

    /// A place that is an object, or a pair of coordinates, to fields of their own: `location: {name, latitude, longitude}` (OpenAgenda),
    /// `geo_point_2d: {lat, lon}` or `[lat, lon]` (opendatasoft).
    private mutating func spread(_ fields: inout [String: Any]) {
        for key in ["location", "lieu", "geopoint2d", "geo"] {
            if let pair = fields[key] as? [Double], pair.count == 2 {
                fields[key] = nil
                if fields["latitude"] == nil { (fields["latitude"], fields["longitude"]) = (pair[0], pair[1]) }
            } else if let place = fields[key] as? [String: Any] {
                fields[key] = nil
                for (name, value) in place where ["latitude", "longitude", "lat", "lon", "lng"].contains(name) {
                    if fields[name] == nil { fields[name] = value }
                }
                if fields["lieu"] == nil, let words = place["address"] as? String ?? place["name"] as? String { fields["lieu"] = words }
            }
        }
    }

    private mutating func fold(_ key: String) -> String {
        if let known = folded[key] { return known }
        let name = EventField.fold(String(key.prefix(64)))
        if folded.count < 1_024 { folded[key] = name }
        return name
    }

    private static func shape(_ geometry: [String: Any]?, _ fields: [String: Any]) throws(GeometryProblem) -> EventGeometry.Shape? {
        if let geometry, let shape = try EventGeometry.read(geometry) { return shape }
        for name in EventField.route.names {
            if let route = fields[name] as? [Any], let shape = try EventGeometry.read(coordinates: route) { return shape }
        }
        return nil
    }

    private static func text(_ fields: [String: Any], _ field: EventField) -> String {
        for name in field.names {
            if let text = fields[name] as? String, !text.isEmpty { return EventAssembler.bounded(text) }
            if let list = fields[name] as? [String], let first = list.first { return first }
            if let number = fields[name] as? Double {
                return number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
            }
        }
        return ""
    }

    /// What was said of which event, as hashes, and where it takes place.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAEV", version: 1)
        revisions.write(to: &writer)
        assembler.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAEV", newest: 1)
        revisions = try RevisionMemory(from: &reader)
        try assembler.read(from: &reader)
        try reader.finish()
    }
}
