import Domain

/// What forecasts of a category and window usually amount to: a mean over the issues so far, the past forgotten by half in two weeks.
///
/// Windows shorter than a day are compared with those of the same hour. Bounded in categories, lengths and hours.
struct UsualTotals: Sendable {
    private struct Key: Hashable, Comparable, Sendable {
        let category: UInt16
        let length: Int64
        /// Of the day, in UTC; 0 for windows of a day and more.
        let hour: Int64

        static func < (left: Key, right: Key) -> Bool {
            (left.category, left.length, left.hour) < (right.category, right.length, right.hour)
        }
    }

    private struct Usual: Sendable {
        var first: Int64
        var last: Int64
        var weight: Double
        var sum: Double
    }

    /// Seconds in which the past counts half.
    private static let halfLife = 14.0 * 86_400
    /// Seconds before anything is usual.
    private static let least: Int64 = 7 * 86_400
    private static let maximum = 4_096

    private var known: [Key: Usual] = [:]
    private var touched: Set<Key> = []

    /// What was usual before this forecast; nil in the first week.
    func usual(_ forecast: Forecast) -> Double? {
        guard let usual = known[UsualTotals.key(forecast)], usual.last - usual.first >= UsualTotals.least, usual.weight > 0 else {
            return nil
        }
        return usual.sum / usual.weight
    }

    /// Takes a forecast's total; an older issue than the last changes nothing.
    mutating func note(_ forecast: Forecast, total: Double) {
        let key = UsualTotals.key(forecast)
        var usual = known[key] ?? Usual(first: forecast.issuedAt, last: forecast.issuedAt, weight: 0, sum: 0)
        guard forecast.issuedAt >= usual.last, known[key] != nil || known.count < UsualTotals.maximum else { return }
        let fade = UsualTotals.fade(forecast.issuedAt - usual.last)
        usual.weight = usual.weight * fade + 1
        usual.sum = usual.sum * fade + total
        usual.last = forecast.issuedAt
        known[key] = usual
        touched.insert(key)
    }

    /// One half to the power of the half-lives that passed, by halving and a line in between: it needs no library, and is the same
    /// everywhere.
    private static func fade(_ seconds: Int64) -> Double {
        let lives = Double(seconds) / halfLife
        guard lives < 60 else { return 0 }
        let whole = lives.rounded(.down)
        var fade = 1 - (lives - whole) / 2
        for _ in 0..<Int(whole) { fade /= 2 }
        return fade
    }

    private static func key(_ forecast: Forecast) -> Key {
        let length = forecast.windowEnd - forecast.windowStart
        let hour = length >= 86_400 ? 0 : forecast.windowStart.floorRemainder(by: 86_400) / 3_600
        return Key(category: forecast.category.rawValue, length: length, hour: hour)
    }
}

// What is remembered.
extension UsualTotals {
    mutating func takeDelta() -> [UInt8] {
        guard !touched.isEmpty else { return [] }
        defer { touched = [] }
        return write(touched.sorted())
    }

    func snapshot() -> [UInt8] { write(known.keys.sorted()) }

    private func write(_ keys: [Key]) -> [UInt8] {
        var writer = StateWriter()
        writer.write(keys.count)
        for key in keys {
            guard let usual = known[key] else { continue }
            for number in [Int64(key.category), key.length, key.hour, usual.first, usual.last] { writer.write(signed: number) }
            writer.write(usual.weight)
            writer.write(usual.sum)
        }
        return writer.bytes
    }

    mutating func replay(_ bytes: [UInt8]) throws(StateError) {
        guard !bytes.isEmpty else { return }
        var reader = StateReader(bytes)
        for _ in 0..<(try reader.count(bytesEach: 21)) {
            let category = UInt16(truncatingIfNeeded: try reader.signed())
            let key = Key(category: category, length: try reader.signed(), hour: try reader.signed())
            let usual = Usual(first: try reader.time(), last: try reader.time(), weight: try reader.double(), sum: try reader.double())
            guard usual.weight.isFinite, usual.sum.isFinite else { throw reader.malformed() }
            known[key] = usual
        }
        try reader.finish()
    }
}
