import Domain

/// An observation whose redacted note may be kept, and the place of its incident in the journal.
public struct NotePlace: Hashable, Sendable {
    /// Place of the observation in its batch.
    public let observation: Int
    /// Under which key the note is sealed: its source's, of the day on which the incident's slot ends.
    public let key: PseudonymKey
    /// The incident that it became.
    public let incident: Incident
    /// Sequence of the record that holds the incident.
    public let sequence: UInt64
    /// Place of the incident within that record.
    public let index: UInt32
}

/// What became of one batch of observations: up to three records, to be appended in the order of the properties below.
///
/// The first of those that is not empty takes the `nextSequence` that was passed in, the next one the number after it: later retractions
/// name these places, so the order must be kept.
public struct AnonymizedBatch: Hashable, Sendable {
    /// First: what earlier records counted and is not any more.
    public internal(set) var retractions: [Retraction] = []
    /// Second: what happened.
    public internal(set) var incidents: [Incident] = []
    /// Third: what was measured, or is planned.
    public internal(set) var readings: [Reading] = []
    /// Whose notes may be kept, where the register lets the source: the text is read elsewhere, and never here.
    public internal(set) var notes: [NotePlace] = []
    /// What was counted while doing so.
    public internal(set) var counts = AnonymizationCounts()

    init() {}

    /// Whether nothing goes on.
    public var isEmpty: Bool { retractions.isEmpty && incidents.isEmpty && readings.isEmpty }

    /// Event time of the incidents' record: the end of their latest slot; for retention.
    public var incidentTime: Instant { Instant(seconds: incidents.lazy.map(\.slot.end).max() ?? 0) }

    /// Event time of the readings' record: the end of their latest slot; for retention.
    public var readingTime: Instant { Instant(seconds: readings.lazy.map(\.slot.end).max() ?? 0) }

    /// Event time of the retractions' record: the end of the latest slot that lost something; for retention.
    public var retractionTime: Instant {
        let ends = retractions.lazy.map { retraction in
            switch retraction.retracted {
            case .incident(let incident): incident.slot.end
            case .reading(let reading): reading.slot.end
            }
        }
        return Instant(seconds: ends.max() ?? 0)
    }
}
