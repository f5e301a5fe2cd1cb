/// How the text of a setting becomes a value with a unit. Each says in a sentence what it wanted where it gives nil.
enum SettingValue {
    private static let byteUnits: [(suffix: String, factor: Int)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("kB", 1_000), ("KB", 1_000), ("MB", 1_000_000),
        ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ]

    private static let timeUnits: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// Bytes; nil where the text is not a size.
    static func bytes(_ text: String) -> Int? {
        for unit in byteUnits where text.hasSuffix(unit.suffix) {
            guard let number = wholeNumber(text.dropLast(unit.suffix.count)) else { return nil }
            let (product, overflow) = Int(number).multipliedReportingOverflow(by: unit.factor)
            return overflow ? nil : product
        }
        return wholeNumber(text[...]).map { Int($0) }
    }

    /// A span of time; nil where the text is not one.
    static func duration(_ text: String) -> Duration? {
        for unit in timeUnits where text.hasSuffix(unit.suffix) {
            guard let number = wholeNumber(text.dropLast(unit.suffix.count)) else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: unit.milliseconds)
            return overflow ? nil : .milliseconds(product)
        }
        return wholeNumber(text[...]).map { .seconds($0) }
    }

    /// The parts of a list, without blanks around them.
    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
    }

    /// What is wrong with a value of a kind; nil where nothing is.
    static func complaint(about text: String, as kind: Setting.Kind) -> String? {
        switch kind {
        case .text: text.isEmpty ? "must not be empty" : nil
        case .path: text.isEmpty ? "must name a file or folder" : nil
        case .port: inRange(text, 0...65_535) ? nil : "must be a port, 0 to 65535"
        case .bytes: bytes(text) == nil ? "must be a size such as 64MiB or 4GiB" : nil
        case .duration: duration(text) == nil ? "must be a time such as 250ms, 30s, 5m, 2h or 7d" : nil
        case .number(let range): inRange(text, range) ? nil : "must be a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.contains(text) ? nil : "must be one of \(words.joined(separator: ", "))"
        case .list: list(text).isEmpty ? "must list at least one value" : nil
        }
    }

    private static func inRange(_ text: String, _ range: ClosedRange<Int>) -> Bool {
        Int(text).map(range.contains) ?? false
    }

    private static func wholeNumber(_ text: Substring) -> Int64? {
        guard let number = Int64(trimmed(text)), number >= 0 else { return nil }
        return number
    }

    private static func trimmed(_ text: Substring) -> String {
        var part = text
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
