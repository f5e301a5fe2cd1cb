import Domain
import Journal
import Notification
import Runtime
import Schema
import Transport

/// How the alerts of one territory stand, and what gateways said of them: held against the journal, durable before it is answered.
///
/// The actor guards the book and the board. It reads the journal as any consumer does, so it knows exactly what was sent and done.
actor AlertDesk {
    private let opened: Journals.Opened
    private var book = AcknowledgementBook()
    private var board = AlertBoard()
    private var scanned: UInt64 = 0
    private var deltaBytes = 0

    private static let stateName = "acknowledgements"
    /// Bytes of deltas after which a snapshot takes their place.
    private static let snapshotBytes = 4 << 20
    /// Alerts in one answer, and bytes of it: well below the largest reply, whatever they say.
    private static let alertsAnswered = 2_000
    private static let bytesAnswered = 4 << 20

    /// Takes up what the journal remembers.
    init(_ opened: Journals.Opened) async throws {
        self.opened = opened
        let entry = try await opened.journal.state(Self.stateName)
        if let snapshot = entry.snapshot { try book.restore(snapshot: snapshot) }
        for delta in entry.deltas { try book.replay(delta: delta) }
    }

    /// Notes what a gateway says; an alert that it may not hear, by the filter of its key, is not known to it.
    func acknowledge(_ request: AcknowledgeRequest, hearing filter: AlertFilter?) async throws -> AcknowledgeReply {
        try await catchUp()
        if var filter {
            filter.includesHeld = true
            guard !board.named([request.alert], AlertPredicate(filter, grid: opened.facts.grid)).isEmpty else {
                return AcknowledgeReply(known: false, repeated: false)
            }
        }
        let outcome = book.acknowledge(alert: request.alert, gateway: request.gateway, devices: request.devices)
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
            _ = try await opened.journal.transact(JournalTransaction(appends: [], upstream: [], state: [change], expectedNext: nil))
        }
        return AcknowledgeReply(known: outcome != .unknown, repeated: outcome == .repeated)
    }

    /// The alerts in force, or those that are named, by the predicate of subscriptions.
    ///
    /// - Parameters:
    ///   - filter: the request's, within what its key may hear.
    ///   - withPeople: whether it is told who deals with them, what is thought of them and what is silenced: that is the staff's own.
    func inForce(_ request: InForceRequest, filter: AlertFilter, withPeople: Bool) async throws -> InForceReply {
        try await catchUp()
        let predicate = AlertPredicate(filter, grid: opened.facts.grid)
        let found =
            request.identifiers.isEmpty
            ? board.inForce(predicate).filter { $0.alert.thread > request.after } : board.named(request.identifiers, predicate)
        var bytes = 0
        let answered = found.prefix(Self.alertsAnswered).prefix { state in
            bytes += state.alert.encoded().count
            return bytes <= Self.bytesAnswered
        }.map { state in
            var state = state
            state.alert = filter.worded(state.alert)
            guard withPeople else { return AlertState(alert: state.alert, raised: state.raised, messages: state.messages) }
            if let summary = book.summary(alert: state.alert.identifier) {
                (state.gateways, state.devices) = (UInt32(clamping: summary.gateways), summary.devices)
            }
            return state
        }
        return InForceReply(
            cursor: Cursor(journal: opened.journal.identity.bytes, sequence: scanned), watermark: opened.facts.watermark,
            alerts: Array(answered), silences: withPeople ? board.silencesHeld : [], truncated: found.count > answered.count)
    }

    /// How the rules did.
    func ruleRecords() async throws -> RuleRecordReply {
        try await catchUp()
        return RuleRecordReply(rules: board.records)
    }

    /// Reads what was sent and done since the last time, and takes the watermark that ends it.
    private func catchUp() async throws {
        while true {
            let page = try await opened.journal.read(after: scanned, types: [.alert, .action], maximumBytes: 1 << 20)
            for record in page.records where record.sequence > scanned {
                if record.type == .alert {
                    let alert = try Alert(decoding: record.payload)
                    book.expect(alert)
                    board.hear(alert)
                } else {
                    board.hear(try AlertAction(decoding: record.payload))
                }
            }
            scanned = max(scanned, page.scannedThrough)
            if scanned >= page.head { break }
        }
        if let watermark = opened.facts.watermark {
            book.advance(to: watermark)
            board.advance(to: watermark)
        }
    }
}
