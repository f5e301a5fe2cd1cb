import Domain

/// Ids of observations made from a feed's own ids: readable while they fit, a digest where they do not.
enum SourceIdentifier {
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x736f_7572_6365_3031)

    /// `kind:name:rest`, at most `ObservationLimits.identifier` bytes.
    static func make(_ kind: String, _ name: String, _ rest: String = "") -> String {
        let whole = rest.isEmpty ? "\(kind):\(name)" : "\(kind):\(name):\(rest)"
        if whole.utf8.count <= ObservationLimits.identifier, !whole.utf8.contains(0) { return whole }
        let digest = hash.hash(Array(whole.utf8))
        return "\(kind):\(String(digest.low, radix: 36))\(String(digest.high, radix: 36))"
    }
}
