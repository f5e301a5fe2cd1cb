import Domain

extension SourcePulse {
    /// Name of the entry in the journal's state.
    public static func stateName(source: String) -> String { "pulse/\(source)" }

    private static var magic: StaticString { "QPUL" }

    /// Everything it knows.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: Self.magic, version: 1)
        write(to: &writer)
        return writer.finished()
    }

    /// The machine that a snapshot gives.
    public init(snapshot: [UInt8]) throws(StateError) {
        var reader = try StateReader(snapshot, magic: Self.magic, newest: 1)
        try self.init(from: &reader)
        try reader.finish()
    }
}
