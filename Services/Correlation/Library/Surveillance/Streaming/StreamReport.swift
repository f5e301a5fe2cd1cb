import Domain

/// What a closed slot held. A source under `missing` or `silent` said nothing: its cells are unknown, not quiet.
public struct StreamReport: Sendable, Hashable {
    /// The slot: an hour or a day.
    public let slot: TimeSlot
    /// Discoveries, in order of key.
    public let detections: [StreamDetection]
    /// The series that were asked about, as far as their source was heard, in order of key.
    public let watched: [StreamJudgement]
    /// How many series were judged, those that counted nothing included.
    public let tests: Int
    /// Sources that had not reported this slot when it closed, or are silent.
    public let missing: [SourceKind]
    /// Sources whose quiet passed the level with this slot.
    public let silent: [StreamSilence]
    /// Sources that were silent and were heard in this slot.
    public let resumed: [SourceKind]
}
