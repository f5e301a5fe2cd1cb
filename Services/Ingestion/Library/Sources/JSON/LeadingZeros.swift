/// Numbers with leading zeros, which JSON has not (RFC 8259, 6) and some servers write all the same: codes such as 006, which are text.
enum LeadingZeros {
    /// The same JSON with such numbers in quotes.
    @Sendable static func quoted(_ json: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(json.count + 16)
        var inString = false
        var escaped = false
        var index = json.startIndex
        func isDigit(_ index: Int) -> Bool { index < json.endIndex && json[index] &- 48 < 10 }
        while index < json.endIndex {
            let byte = json[index]
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else if byte == UInt8(ascii: "\"") {
                inString = true
            } else if isDigit(index) {
                var end = index
                while isDigit(end) || (end < json.endIndex && json[end] == UInt8(ascii: ".")) { end += 1 }
                let leads = byte == UInt8(ascii: "0") && isDigit(index + 1)
                if leads { out.append(UInt8(ascii: "\"")) }
                out.append(contentsOf: json[index..<end])
                if leads { out.append(UInt8(ascii: "\"")) }
                index = end
                continue
            }
            out.append(byte)
            index += 1
        }
        return out
    }
}
