import Domain

/// What a partner may say of a row that its own adapter refused: a known word and a place, so that no content can come in by this door.
public enum ReportedRefusal {
    /// Letters of one report.
    public static let maximumLetters = 1_000
    /// Words for a document as a whole, beside those for rows.
    private static let documentReasons: Set<String> = ["unreadable", "gap", "other-source", "batch-refused", "no-source"]
    private static let fields: Set<String> = ["", "document", "source_id"]

    /// A letter of a report; nil where its words are not known ones.
    public static func letter(
        time: Instant, field: String, reason: String, digest: [UInt8], position: UInt64, now: Instant
    ) -> RefusedLetter? {
        guard RowProblem.Reason(rawValue: reason) != nil || documentReasons.contains(reason) else { return nil }
        guard fields.contains(field) || isColumn(field), digest.count == 16 else { return nil }
        let halves = digest.withUnsafeBytes { ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) }
        return RefusedLetter(
            stage: .partner, time: min(time, now), field: field, reason: reason,
            digest: SipHash128.Digest(low: UInt64(littleEndian: halves.0), high: UInt64(littleEndian: halves.1)), position: position)
    }

    /// `column 12`
    private static func isColumn(_ field: String) -> Bool {
        guard field.hasPrefix("column ") else { return false }
        return Int(field.dropFirst(7)).map { (1...9_999).contains($0) } ?? false
    }
}
