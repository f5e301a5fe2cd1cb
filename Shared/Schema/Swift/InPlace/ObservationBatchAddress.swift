/// Where a batch of observations is addressed, read without decoding the observations: which territory's ingestion it is for, and
/// whose it is.
public struct ObservationBatchAddress: Hashable, Sendable {
    /// Empty where the batch names none.
    public let territory: String
    /// Empty where the batch names none.
    public let sourceID: String

    /// Reads the address of an encoded `ObservationBatch`; the rest of the bytes is only walked over.
    public init(reading bytes: [UInt8]) throws(SchemaError) {
        let fields = bytes.withUnsafeBytes { bytes in
            var territory: [UInt8] = []
            var source: [UInt8] = []
            var walker = FieldWalker(bytes)
            while let field = walker.next() {
                if field.number == 1, field.wireType == 2 { territory = [UInt8](field.content) }
                if field.number == 2, field.wireType == 2 { source = [UInt8](field.content) }
            }
            return walker.isAtEnd ? (territory, source) : nil
        }
        guard let fields, let territory = String(validating: fields.0, as: UTF8.self),
            let source = String(validating: fields.1, as: UTF8.self)
        else { throw .malformed(message: ObservationBatch.name) }
        self.territory = territory
        sourceID = source
    }
}
