/// What gives a device or a vehicle away in an id or a code: for sources that watch places where people are (cameras, mobile presence), and
/// may send counts only. Not a redactor: what it finds is refused at the door, and the partner mends its export.
enum PersonalTrace {
    /// Whether some bytes hold the address of a network card, a phone's or a card's number, a phone number or a French number plate.
    static func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            let start = index
            // One run of letters, digits and the signs that hold such numbers together.
            while index < bytes.count, isPart(bytes[index]) { index += 1 }
            if index > start, isTrace(bytes[start..<index]) { return true }
            index += 1
        }
        return false
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }

    private static func isTrace(_ run: Slice<UnsafeRawBufferPointer>) -> Bool {
        hardwareAddress(run) || digitRuns(run).contains(where: isPhone) || plate(run)
    }

    /// Six pairs of hexadecimal digits with a sign between each (IEEE 802), whatever comes before and after.
    private static func hardwareAddress(_ run: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard run.count >= 17 else { return false }
        return (run.startIndex...(run.endIndex - 17)).contains { start in
            (0..<17).allSatisfy { offset in
                let byte = run[start + offset]
                return offset % 3 == 2 ? byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") : isHexadecimal(byte)
            }
        }
    }

    private static func digitRuns(_ run: Slice<UnsafeRawBufferPointer>) -> [[UInt8]] {
        run.split { !isDigit($0) }.map { $0.map { $0 - 0x30 } }
    }

    /// An IMEI (15 digits, Luhn's check digit), an IMSI of a French network (15 digits from 208), a French mobile number.
    private static func isPhone(_ digits: [UInt8]) -> Bool {
        switch digits.count {
        case 15: isLuhn(digits) || digits.starts(with: [2, 0, 8])
        case 10: digits[0] == 0 && (digits[1] == 6 || digits[1] == 7)
        case 11: digits.starts(with: [3, 3, 6]) || digits.starts(with: [3, 3, 7])
        case 13: digits.starts(with: [0, 0, 3, 3, 6]) || digits.starts(with: [0, 0, 3, 3, 7])
        default: false
        }
    }

    private static func isLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit) * (place % 2 == 1 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// AB-123-CD, as a whole run.
    private static func plate(_ run: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard run.count == 9 else { return false }
        let shape = Array("LL-DDD-LL".utf8)
        return zip(run, shape).allSatisfy { byte, kind in
            switch kind {
            case UInt8(ascii: "L"): isLetter(byte)
            case UInt8(ascii: "D"): isDigit(byte)
            default: byte == kind
            }
        }
    }
}
