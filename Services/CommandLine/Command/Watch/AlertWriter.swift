import AlertDocuments
import ArgumentParser
import Domain
import Schema

/// Writes alerts as documents for others.
struct AlertWriter: Sendable {
    private let kind: DocumentKind
    private let documents: AlertDocuments

    init(kind: DocumentKind, territory: TerritoryEntry?, identifier: String) {
        self.kind = kind
        documents = AlertDocuments(grid: territory?.grid, territory: territory?.name ?? identifier)
    }

    /// The document of a record; nothing where it is no alert.
    func lines(_ record: Record) throws -> [RecordLine] {
        guard record.type == .alert else { return [] }
        return [RecordLine(type: .alert, text: try text(Alert(decoding: record.payload)), json: .null)]
    }

    func text(_ alert: Alert) throws -> String { try documents.document(alert, as: kind) }

    /// Several alerts: CAP messages one after another, or one FeatureCollection.
    func text(_ alerts: [Alert]) throws -> String {
        switch kind {
        case .cap: try alerts.map(documents.cap).joined()
        case .geojson: try documents.collection(alerts)
        }
    }
}

extension DocumentKind: ExpressibleByArgument {}
