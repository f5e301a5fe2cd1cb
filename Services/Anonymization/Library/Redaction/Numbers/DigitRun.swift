/// Up to `limit` digits from number tokens that follow each other with at most light signs between, with where each token ended.
struct DigitRun {
    static let limit = 40
    private(set) var digits: [UInt8] = []
    /// Tokens of the run and how many digits there were after each.
    private(set) var tokens: [(index: Int, total: Int, size: Int)] = []

    init() {
        digits.reserveCapacity(Self.limit + 1)
        tokens.reserveCapacity(Self.limit)
    }

    mutating func reset() {
        digits.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
    }

    var last: Int { tokens.last?.index ?? 0 }
    var total: Int { digits.count }

    /// The token at which exactly `count` digits were read, nil where no token ends there.
    func token(at count: Int) -> Int? { tokens.first { $0.total == count }?.index }

    /// The digits as a number modulo 97, and Luhn's sum of the first `count`.
    func passesLuhn(_ count: Int) -> Bool {
        var sum = 0
        for offset in 0..<count {
            var digit = Int(digits[count - 1 - offset])
            if offset % 2 == 1 {
                digit *= 2
                if digit > 9 { digit -= 9 }
            }
            sum += digit
        }
        return sum % 10 == 0
    }

    /// Appends a token's digits. False where the limit is passed.
    mutating func append(_ index: Int, _ codes: UnsafeBufferPointer<UInt8>, _ token: Token, letters: Bool = false) -> Bool {
        guard Int(token.length) + digits.count <= Self.limit else { return false }
        for position in token.start..<token.end {
            let code = codes[Int(position)] & 0x7f
            digits.append(letters ? Self.digit(lookingLike: code) : code - 0x30)
        }
        tokens.append((index, digits.count, Int(token.length)))
        return true
    }

    /// The digit that a scanner takes for this letter.
    static func digit(lookingLike code: UInt8) -> UInt8 {
        switch code {
        case 0x6f: 0
        case 0x69, 0x6c: 1
        case 0x7a: 2
        case 0x73: 5
        case 0x62: 8
        default: 10
        }
    }
}
