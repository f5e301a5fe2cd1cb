import Domain

/// The machine's state as bytes: 8 bytes of clock and of watermark, then a source each: length and identifier, watermark, when it was
/// heard. All numbers little-endian; `Int64.min` stands for nil.
extension WatermarkMachine {
    /// Bytes that are not a snapshot of this machine.
    public struct UnreadableSnapshot: Error, Hashable, Sendable, CustomStringConvertible {
        /// What to do.
        public var description: String {
            "the watermarks' state entry is not whole: restore the journal from a copy, or delete the entry (sources then start unheard)"
        }
    }

    private static let version: UInt8 = 1

    /// What must be remembered to go on after a restart.
    public func snapshot() -> [UInt8] {
        var bytes: [UInt8] = [WatermarkMachine.version]
        func append(_ instant: Instant?) {
            withUnsafeBytes(of: (instant ?? .distantPast).milliseconds.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(clock)
        append(emitted)
        for (identifier, state) in states.sorted(by: { $0.key < $1.key }) {
            bytes.append(UInt8(clamping: identifier.utf8.count))
            bytes.append(contentsOf: identifier.utf8.prefix(255))
            append(state.watermark)
            append(state.heard)
        }
        return bytes
    }

    /// Takes up a snapshot; sources that the register does not know any more are dropped.
    public mutating func restore(snapshot: [UInt8]) throws(UnreadableSnapshot) {
        var rest = snapshot[...]
        func instant() throws(UnreadableSnapshot) -> Instant? {
            guard rest.count >= 8 else { throw UnreadableSnapshot() }
            let number = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            return number == UInt64(bitPattern: .min) ? nil : Instant(milliseconds: Int64(bitPattern: number))
        }
        guard rest.popFirst() == WatermarkMachine.version else { throw UnreadableSnapshot() }
        let clock = try instant() ?? .distantPast
        let emitted = try instant()
        var states: [String: SourceState] = [:]
        while let length = rest.popFirst() {
            guard rest.count >= Int(length) + 16 else { throw UnreadableSnapshot() }
            let identifier = String(decoding: rest.prefix(Int(length)), as: UTF8.self)
            rest = rest.dropFirst(Int(length))
            states[identifier] = SourceState(watermark: try instant(), heard: try instant())
        }
        self.clock = clock
        self.emitted = emitted
        self.states = states.filter { state in current().contains { $0.identifier == state.key } }
    }
}
