/// XML 1.0 as it is written, two spaces a level.
struct XMLText {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    mutating func open(_ name: String, _ attributes: String = "") {
        indent()
        text += "<\(name)\(attributes)>\n"
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        indent()
        text += "</\(name)>\n"
    }

    mutating func element(_ name: String, _ value: String) {
        indent()
        text += "<\(name)>\(XMLText.escaped(value))</\(name)>\n"
    }

    /// Nothing where there is no value.
    mutating func optional(_ name: String, _ value: String) { if !value.isEmpty { element(name, value) } }

    private mutating func indent() { text += String(repeating: "  ", count: depth) }

    /// Characters that XML 1.0 does not know are left out (clause 2.2).
    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            default:
                if scalar.value >= 0x20, scalar.value != 0xfffe, scalar.value != 0xffff { escaped.unicodeScalars.append(scalar) }
            }
        }
        return escaped
    }
}
