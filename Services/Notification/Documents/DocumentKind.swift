/// The forms in which an alert is written for others.
public enum DocumentKind: String, CaseIterable, Sendable {
    /// CAP 1.2 XML (OASIS, July 2010).
    case cap
    /// GeoJSON (RFC 7946).
    case geojson
}
