import Domain

/// A source's entry in the register, made ready for the hot path.
struct SourceRules: Sendable {
    let identifier: String
    let kind: SourceKind
    /// Distinguishes equal ids of different sources in digests; the same in every version of the register.
    let number: UInt64
    let slotLength: UInt32
    /// Seconds; 0 where the source never corrects.
    let correctionWindow: UInt32
    /// Counts of people below it are not published; of presence, and of emergency visits.
    let presence: CountThreshold?
    let emergencyVisits: CountThreshold?
    let allowsPosition: Bool
    let allowsAccuracy: Bool
    let allowsPolygon: Bool
    let allowsCell: Bool
    let allowsCode: Bool
    let allowsSeverity: Bool
    let allowsOrigin: Bool
    let allowsValue: Bool
    /// Its redacted notes are kept.
    let keepsText: Bool
    /// Seconds for which they are.
    let textRetention: UInt32
    /// What its incidents may be linked by; nil where by nothing.
    let linking: LinkingRule?
    /// `linking`'s, as bytes.
    let separator: [UInt8]
    private let categories: ByteTable

    init(_ entry: SourceEntry, digesting: SipHash128) {
        identifier = entry.identifier
        kind = entry.kind
        number = digesting.hash(Array(entry.identifier.utf8)).low
        slotLength = entry.slotLength
        correctionWindow = entry.correctionWindow
        presence = CountThreshold(kind: entry.kind, category: .presence, declared: entry.suppressionThreshold)
        emergencyVisits = CountThreshold(kind: entry.kind, category: .emergencyVisits, declared: entry.suppressionThreshold)
        allowsPosition = entry.allowedFields.contains(.position)
        allowsAccuracy = entry.allowedFields.contains(.accuracy)
        allowsPolygon = entry.allowedFields.contains(.polygon)
        allowsCell = entry.allowedFields.contains(.cell)
        allowsCode = entry.allowedFields.contains(.code)
        allowsSeverity = entry.allowedFields.contains(.severity)
        allowsOrigin = entry.allowedFields.contains(.origin)
        allowsValue = entry.allowedFields.contains(.value)
        keepsText = entry.keepsText && entry.allowedFields.contains(.text)
        textRetention = entry.textRetention
        linking = entry.linking
        separator = Array((entry.linking?.separator ?? "").utf8)
        categories = ByteTable(entry.mappings.map { (name: $0.key, value: UInt32($0.value.rawValue)) })
    }

    /// The threshold of a category's counts of people; nil where it has none.
    func threshold(_ category: Category) -> CountThreshold? {
        switch category {
        case .presence: presence
        case .emergencyVisits: emergencyVisits
        default: nil
        }
    }

    /// The category the register maps a code to; nil where it maps none.
    func category(_ code: UnsafeRawBufferPointer) -> Category? {
        guard allowsCode, let number = categories.value(code) else { return nil }
        return Category(rawValue: UInt16(truncatingIfNeeded: number))
    }
}
