import Domain
public import Journal
import Schema

/// Writes into a journal under which settings of its service the records after it were made.
public enum ConfigurationNotes {
    /// The name of the state entry that holds the last digest noted.
    public static let stateName = "configuration"

    /// Appends a note where the digest is another than the last one noted. Before the stage runs: a journal has one writer.
    public static func note(_ digest: [UInt8], of service: String, in journal: any Journal) async throws(JournalError) {
        guard try await journal.state(stateName).snapshot != digest else { return }
        let note = ConfigurationNote(service: service, version: QuietudeVersion.current, digest: digest)
        _ = try await journal.transact(
            JournalTransaction(
                // Never old: whoever replays must find the settings of the day.
                appends: [Append(type: .configuration, time: Instant(milliseconds: .max), payload: note.encoded())],
                state: [.snapshot(name: stateName, bytes: digest)]))
    }
}
