/// Why a snapshot cannot be restored.
public enum StateError: Error, Equatable, Sendable {
    /// Not a snapshot of this machine.
    case foreign(message: String)
    /// Written by a later release; install that release or replay the journal.
    case newerVersion(message: String)
    /// Damaged or cut short; replay the journal from an older snapshot.
    case corrupted(message: String)
    /// Its sums were decayed under other settings, and cannot be converted; keep the settings or replay the journal.
    case otherSettings(message: String)
}
