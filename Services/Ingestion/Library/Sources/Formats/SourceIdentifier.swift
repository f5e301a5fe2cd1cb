import Domain

/// Ids of observations made from a feed's own ids: readable while they fit, a digest where they do not.
enum SourceIdentifier {
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x736f_7572_6365_3031)

    /// `kind:name:rest`, at most `ObservationLimits.identifier` bytes.
    static func make(_ kind: String, _ name: String, _ rest: String = "") -> String {
        // Appended piece by piece: an id is made for every row, and interpolation costs thrice as much.
        var whole = kind
        whole.reserveCapacity(kind.utf8.count + name.utf8.count + rest.utf8.count + 2)
        whole.append(":")
        whole.append(name)
        if !rest.isEmpty {
            whole.append(":")
            whole.append(rest)
        }
        let fits = whole.withUTF8 { $0.count <= ObservationLimits.identifier && !$0.contains(0) }
        if fits { return whole }
        let digest = hash.hash(Array(whole.utf8))
        return "\(kind):\(String(digest.low, radix: 36))\(String(digest.high, radix: 36))"
    }
}
