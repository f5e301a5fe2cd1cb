/// What became of one try to deliver. Reasons are sentences for an operator: no token, no address, no content.
public enum DeliveryResult: Sendable, Hashable {
    /// The other side has it.
    case delivered
    /// It may work later.
    case retry(reason: String, after: Duration? = nil)
    /// It will never work for this alert: a dead letter at once.
    case rejected(reason: String)
    /// The endpoint exists no more: it is forgotten, with all that waits for it.
    case gone(reason: String)
}
