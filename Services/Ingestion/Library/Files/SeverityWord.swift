import Domain

/// CAP severities as files write them: `Minor`, `minor`, or the number 0 ... 4.
enum SeverityWord {
    private static let words = Severity.allCases.map { Array("\($0)".utf8) }

    static func parse(_ bytes: Span<UInt8>) -> Severity? {
        if bytes.count == 1 { return Severity(rawValue: bytes[0] &- UInt8(ascii: "0")) }
        for (severity, word) in words.enumerated() where word.count == bytes.count {
            if bytes.indices.allSatisfy({ word[$0] == bytes[$0] | 0x20 }) { return Severity.allCases[severity] }
        }
        return nil
    }
}
