public import Domain

extension ForecastScore {
    private static let magic: StaticString = "QCSC"
    private static let version: UInt64 = 1

    /// Scores as bytes.
    public static func write(_ scores: [ForecastScore]) -> [UInt8] {
        var writer = StateWriter(magic: magic, version: version)
        writer.write(scores.count)
        for score in scores {
            writer.write(UInt64(score.category.rawValue))
            writer.write(signed: score.start)
            writer.write(signed: score.end)
            writer.write([score.expected, score.lower, score.upper, score.observed])
            writer.write(score.bins.flatMap { [$0.probability, $0.hits, $0.cells] })
            writer.write(score.caught)
            writer.write(score.zones.count)
            for (zone, pair) in score.zones.sorted(by: { $0.key < $1.key }) {
                writer.write(zone)
                writer.write(pair)
            }
        }
        return writer.finished()
    }

    /// Scores that `write` once gave.
    public static func read(_ bytes: [UInt8]) throws(StateError) -> [ForecastScore] {
        var reader = try StateReader(bytes, magic: magic, newest: version)
        var scores: [ForecastScore] = []
        for _ in 0..<(try reader.count(bytesEach: 8)) { scores.append(try ForecastScore(&reader)) }
        try reader.finish()
        return scores
    }

    private init(_ reader: inout StateReader) throws(StateError) {
        guard let number = UInt16(exactly: try reader.unsigned()), let category = Domain.Category(rawValue: number) else {
            throw reader.malformed()
        }
        let (start, end) = (try reader.signed(), try reader.signed())
        let totals = try reader.doubles(exactly: 4)
        let flat = try reader.doubles()
        guard flat.count % 3 == 0 else { throw reader.malformed() }
        let caught = try reader.doubles()
        var zones: [String: [Double]] = [:]
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let zone = try reader.string()
            zones[zone] = try reader.doubles(exactly: 2)
        }
        let bins = stride(from: 0, to: flat.count, by: 3).map {
            Bin(probability: flat[$0], hits: flat[$0 + 1], cells: flat[$0 + 2])
        }
        self.init(
            category: category, start: start, end: end, expected: totals[0], lower: totals[1], upper: totals[2], observed: totals[3],
            bins: bins, caught: caught, zones: zones)
    }

    private init(
        category: Domain.Category, start: Int64, end: Int64, expected: Double, lower: Double, upper: Double, observed: Double, bins: [Bin],
        caught: [Double], zones: [String: [Double]]
    ) {
        self.category = category
        self.start = start
        self.end = end
        self.expected = expected
        self.lower = lower
        self.upper = upper
        self.observed = observed
        self.bins = bins
        self.caught = caught
        self.zones = zones
    }
}
