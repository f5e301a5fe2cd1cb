import Domain

/// What the audit trail could not tell for want of room while its file cannot be written.
struct AuditDebt: Sendable {
    /// The register in force is not told; of several versions only the last one is.
    var hasRegister = false
    /// Keys destroyed, by source.
    var keys: [String: UInt64] = [:]

    var isEmpty: Bool { !hasRegister && keys.isEmpty }

    init() {}

    func write(to writer: inout StateWriter) {
        writer.write(byte: hasRegister ? 1 : 0)
        writer.write(keys.count)
        for (source, count) in keys.sorted(by: { $0.key < $1.key }) {
            writer.write(source)
            writer.write(count)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        hasRegister = try reader.byte() != 0
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let source = try reader.string()
            keys[source] = try reader.unsigned()
        }
    }
}
