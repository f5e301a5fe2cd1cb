import Domain

/// Farrington's flexible method on a series that grows: each count is judged as it comes, with the same answer as over the whole series.
///
/// A count costs the same whatever the length of the series. It remembers the years that it looks back on and no more: 48 bytes a point,
/// twice
/// `b x frequency + w + 1` points at the most (16 kB for three years of weeks).
public struct FarringtonMonitor: Sendable {
    private var evaluator: FarringtonEvaluator
    private var rows: [CountRow] = []
    private let kept: Int

    private static let magic: StaticString = "QFAR"
    private static let version: UInt64 = 1

    /// A monitor without a past.
    public init(_ settings: FarringtonSettings = FarringtonSettings()) throws(SurveillanceError) {
        evaluator = try FarringtonEvaluator(settings)
        kept = max(settings.reach, settings.leastCasesWithin) + 1
        if settings.halfWindow > 0 { rows = [CountRow(nil)] }
        rows.reserveCapacity(2 * kept)
    }

    /// The settings.
    public var settings: FarringtonSettings { evaluator.settings }

    /// Takes the next count (nil: nothing is known of this point) and says what is to be said of it.
    public mutating func append(_ count: Double?) -> FarringtonPoint {
        if rows.count == 2 * kept { rows.removeFirst(kept) }
        rows.append(CountRow(count))
        return rows.withUnsafeBufferPointer { evaluator.evaluate($0) }
    }

    /// The past that it remembers, as bytes.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: FarringtonMonitor.magic, version: FarringtonMonitor.version)
        writer.write(kept)
        writer.write(rows.count)
        for row in rows { writer.write(optional: row.present > 0 ? row.count : nil) }
        return writer.finished()
    }

    /// Restores a snapshot made under settings that look back as far: the same answers from there on.
    public init(snapshot: [UInt8], _ settings: FarringtonSettings = FarringtonSettings()) throws {
        try self.init(settings)
        var reader = try StateReader(snapshot, magic: FarringtonMonitor.magic, newest: FarringtonMonitor.version)
        guard try reader.int() == kept else {
            throw StateError.otherSettings(message: "the stored series was kept for another b, w or frequency than these settings have")
        }
        rows.removeAll(keepingCapacity: true)
        for _ in 0..<(try reader.count()) { rows.append(CountRow(try reader.optional())) }
        try reader.finish()
        guard rows.count <= 2 * kept else { throw reader.malformed() }
    }
}
