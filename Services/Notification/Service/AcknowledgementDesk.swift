import Domain
import Journal
import Notification
import Schema
import Transport

/// The acknowledgements of one territory: what gateways said, held against the alerts of the journal, durable before it is answered.
///
/// The actor guards the book. It reads the journal as any consumer does, so it knows exactly the alerts that were sent.
actor AcknowledgementDesk {
    private let journal: any Journal
    private var book = AcknowledgementBook()
    private var scanned: UInt64 = 0
    private var deltaBytes = 0

    private static let stateName = "acknowledgements"
    /// Bytes of deltas after which a snapshot takes their place.
    private static let snapshotBytes = 4 << 20

    /// Takes up what the journal remembers.
    init(_ journal: any Journal) async throws {
        self.journal = journal
        let entry = try await journal.state(Self.stateName)
        if let snapshot = entry.snapshot { try book.restore(snapshot: snapshot) }
        for delta in entry.deltas { try book.replay(delta: delta) }
    }

    /// Notes what a gateway says.
    func acknowledge(_ request: AcknowledgeRequest) async throws -> AcknowledgeReply {
        try await catchUp()
        let outcome = book.acknowledge(
            alert: request.alert, gateway: request.gateway, delivered: request.delivered, failed: request.failed)
        if outcome == .tooManyGateways {
            throw CallError(.resourceExhausted, "more gateways have acknowledged this alert than one alert may have")
        }
        let delta = book.takeDelta()
        if !delta.isEmpty {
            deltaBytes += delta.count
            let isFull = deltaBytes > Self.snapshotBytes
            let change: StateChange =
                isFull ? .snapshot(name: Self.stateName, bytes: book.snapshot()) : .delta(name: Self.stateName, bytes: delta)
            if isFull { deltaBytes = 0 }
            _ = try await journal.transact(JournalTransaction(appends: [], upstream: [], state: [change], expectedNext: nil))
        }
        return AcknowledgeReply(known: outcome != .unknown, repeated: outcome == .repeated)
    }

    /// Reads the alerts that were sent since the last time, and the watermark that ends them.
    private func catchUp() async throws {
        while true {
            let page = try await journal.read(after: scanned, types: [.alert, .watermark], maximumBytes: 1 << 20)
            for record in page.records where record.sequence > scanned {
                if record.type == .alert {
                    book.expect(try Alert(decoding: record.payload))
                } else {
                    book.advance(to: try Watermark(decoding: record.payload).time)
                }
            }
            scanned = max(scanned, page.scannedThrough)
            if scanned >= page.head { return }
        }
    }
}
