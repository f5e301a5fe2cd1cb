/// JSON as it is written (RFC 8259).
enum JSONText {
    static func string(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text + "\""
    }

    static func object(_ pairs: [(String, String)]) -> String { "{" + pairs.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}" }

    static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}
