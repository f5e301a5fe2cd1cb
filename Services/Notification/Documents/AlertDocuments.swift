public import Domain
public import Projection

/// Alerts as others read them: CAP 1.2 XML (OASIS, July 2010) and GeoJSON (RFC 7946), on demand. Protocol Buffers stay the wire.
public struct AlertDocuments: Sendable {
    let grid: Grid?
    let territory: String

    /// Documents of a territory.
    ///
    /// - Parameters:
    ///   - grid: how its cells lie on the Earth; without it alerts have codes of cells and no polygon.
    ///   - territory: its name as people read it: the area of what concerns all of it.
    public init(grid: Grid?, territory: String) {
        self.grid = grid
        self.territory = territory
    }

    /// An alert in a form, on several lines or one.
    ///
    /// - Throws: where PROJ cannot be used.
    public func document(_ alert: Alert, as kind: DocumentKind) throws(ProjectionError) -> String {
        switch kind {
        case .cap: try cap(alert)
        case .geojson: try feature(alert)
        }
    }
}
