/// Where a subscription begins; numbered as on the wire.
public enum Start: UInt8, CaseIterable, Sendable, Hashable {
    /// After the consumer's committed cursor, else at the beginning.
    case committed
    /// After the cursor of the request.
    case cursor
    /// At the first record that the journal holds.
    case beginning
    /// After the last record that the journal holds.
    case now
}
