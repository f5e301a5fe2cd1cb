import Domain
import Ingestion
import Journal
import Schema

/// What validation and deduplication made of one batch, before it is durable.
struct Admission: Sendable {
    /// An observation that is a duplicate if an earlier batch becomes durable.
    struct Waiting: Sendable {
        let index: Int
        let ticket: DeduplicationWindow.Ticket
    }

    let source: String
    /// The batch with only what was accepted; empty where nothing was.
    var payload: [UInt8] = []
    var accepted: UInt32 = 0
    var duplicates: UInt32 = 0
    var refusals: [Refusal] = []
    var waiting: [Waiting] = []
    var reservation: DeduplicationWindow.Reservation
    var delta: DeduplicationWindow.Delta?
    /// A watermark record to write with it.
    var watermark: WatermarkRecord?
    /// How far sources have reported, to be stored with it: what a partner declares is acknowledged, and must outlive a crash.
    var progress: [UInt8]?
    /// What was refused for good, to be stored with it.
    var letters: StateChange?
    /// What it tells of how its source is, once it is durable.
    var pulse = SourcePulse.Batch()
    let arrival: Instant
    /// Its place among what is to be committed.
    var place: CommitOrder.Place?

    /// Whether it must not be committed before what was admitted before it.
    var keepsOrder: Bool { watermark != nil || progress != nil }

    /// A watermark that is due, with the state of the machine that gave it.
    struct WatermarkRecord: Sendable {
        let watermark: Watermark
        let state: [UInt8]
    }
}
