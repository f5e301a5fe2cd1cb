import Logging

/// One entry of the log as one line of text. Pure: the time is passed in.
struct LogLine {
    var milliseconds: Int64
    var level: Logger.Level
    var label: String
    var message: String
    var metadata: [(key: String, value: String)]

    /// The line in a format, its end not among it.
    func text(_ format: LogFormat) -> String {
        switch format {
        case .json: json
        case .human: human
        }
    }

    private var json: String {
        var line = "{\"time\":\"\(UTCTime(milliseconds: milliseconds).text)\",\"level\":\"\(level.rawValue)\",\"label\":"
        line.appendJSON(label)
        line += ",\"message\":"
        line.appendJSON(message)
        for (key, value) in metadata {
            line += ","
            // The four names above are the line's own: metadata must not be able to forge them.
            line.appendJSON(["time", "level", "label", "message"].contains(key) ? "metadata.\(key)" : key)
            line += ":"
            line.appendJSON(value)
        }
        return line + "}"
    }

    private var human: String {
        var line = "\(UTCTime(milliseconds: milliseconds).text) \(level.rawValue.uppercased()) \(label): "
        line.appendOneLine(message)
        for (key, value) in metadata {
            line += " "
            line.appendOneLine(key)
            line += "="
            line.appendOneLine(value)
        }
        return line
    }
}

extension String {
    /// Appends a JSON string (RFC 8259, section 7), quotes among it.
    mutating func appendJSON(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: unicodeScalars.append(scalar)
            }
        }
        append("\"")
    }

    /// Appends text with control characters made visible, so that no value can start a line of its own.
    mutating func appendOneLine(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7f || scalar.value == 0x2028 || scalar.value == 0x2029 {
                append(scalar.escaped(asASCII: true))
            } else {
                unicodeScalars.append(scalar)
            }
        }
    }
}
