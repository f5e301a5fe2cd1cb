import Domain

/// The anonymizer's state and the audit trail's, in one. States of the version before had the anonymizer's alone, whose first byte is its
/// format: 1 or more. A frame begins with 0.
enum StateFrame {
    static func pack(_ anonymizer: [UInt8], _ audit: [UInt8]) -> [UInt8] {
        if anonymizer.isEmpty, audit.isEmpty { return [] }
        var writer = StateWriter()
        writer.write(byte: 0)
        writer.write(run: anonymizer)
        writer.write(run: audit)
        return writer.bytes
    }

    static func unpack(_ bytes: [UInt8]) throws(StateError) -> (anonymizer: [UInt8], audit: [UInt8]) {
        guard bytes.first == 0 else { return (bytes, []) }
        var reader = StateReader(bytes)
        _ = try reader.byte()
        let anonymizer = try reader.run()
        let audit = try reader.run()
        try reader.finish()
        return (anonymizer, audit)
    }
}
