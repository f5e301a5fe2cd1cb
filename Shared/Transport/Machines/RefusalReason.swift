/// Why something that came in was not dealt with; the word is the metric's `reason`.
enum RefusalReason: String, CaseIterable, Sendable {
    case keyNotAuthorised = "key-not-authorised"
    case handshakeFailed = "handshake-failed"
    case keyRevoked = "key-revoked"
    case permissionDenied = "permission-denied"
    case unknownMethod = "unknown-method"
    case oversizedBody = "oversized-body"
    case oversizedHeader = "oversized-header"
    case unreadableHeader = "unreadable-header"
    case wrongFrames = "wrong-frames"
    case wrongKind = "wrong-kind"
    case chosenRoutingID = "chosen-routing-id"
    case callIDInUse = "call-id-in-use"
    case overloaded
    case peerStuck = "peer-takes-no-more"
    case unreadableReply = "unreadable-reply"
}
