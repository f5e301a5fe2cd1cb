import Domain

/// What the envelopes of a message say of it: EDXL-DE 2.0 around, the hub's `message`, EMSI's CONTEXT.
struct MessageEnvelope {
    /// Why a message counts for nothing.
    struct Verdict {
        let reason: RowProblem.Reason
        let message: String
    }

    private(set) var statuses: [String] = []
    private(set) var kinds: [String] = []
    /// When it was sent.
    private(set) var sent: WallClock.Time?

    // Times of envelopes bear their offset; one without is not used.
    private static let utc = ZoneTable(identifier: "UTC")

    /// Reads EDXL's own fields or the hub's `message`; a JSON envelope may stand under `edxl`.
    mutating func read(_ node: FeedNode) {
        let envelope = node.child("edxl") ?? node.child("edxlDistribution") ?? node
        for name in ["distributionStatus", "status"] { add(envelope.text(name), to: &statuses) }
        for name in ["distributionKind", "kind"] { add(envelope.text(name), to: &kinds) }
        note(envelope.text("dateTimeSent"))
        note(envelope.text("sentAt"))
    }

    /// Reads EMSI's CONTEXT.
    mutating func read(emsi context: FeedNode) {
        add(context.text("MODE"), to: &statuses)
        add(context.text("MSGTYPE"), to: &kinds)
        note(context.text("CREATION"))
    }

    private mutating func note(_ text: String) {
        if let zone = MessageEnvelope.utc, let time = FeedTime.read(text, zone) { sent = sent ?? time }
    }

    private func add(_ text: String, to list: inout [String]) { if !text.isEmpty { list.append(text.lowercased()) } }

    /// Cancels what it speaks of.
    var cancels: Bool { kinds.contains("cancel") }

    /// nil: it counts. One envelope that says exercise is enough.
    var verdict: Verdict? {
        if statuses.contains(where: { ["exercise", "exercs", "test"].contains($0) }) {
            return Verdict(reason: .exercise, message: "the message is an exercise or a test (distributionStatus, MODE); those never count")
        }
        if statuses.contains(where: { ["system", "syst", "draft"].contains($0) }) {
            return Verdict(
                reason: .ignored, message: "the message is for the system or a draft (distributionStatus, MODE); it does not count")
        }
        if kinds.contains(where: { ["ack", "error", "dispatch", "request"].contains($0) }) {
            return Verdict(
                reason: .ignored, message: "the message acknowledges, asks or tells an error (distributionKind, MSGTYPE); it does not count"
            )
        }
        return nil
    }
}
