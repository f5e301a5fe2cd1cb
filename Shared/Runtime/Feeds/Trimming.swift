/// When records of a journal may go. Never before every registered consumer has passed them.
public enum Trimming: Sendable, Hashable {
    /// Once they are older, in event time, than the register's retention (or the setting `journal.retention`).
    case byRetention
    /// As soon as all consumers have passed them: ingestion, whose observations must not stay. Nothing goes before someone has registered.
    case onceConsumed
}
