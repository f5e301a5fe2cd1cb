import Anonymization

/// Writes results as lines of JSON.
enum NoteWriter {
    private static let types = RedactionType.allCases.map { Array(",\"type\":\"\($0.label)\"}".utf8) }

    static func write(id: [UInt8], text: [UInt8], spans: [RedactionSpan], to output: inout [UInt8]) {
        append("{\"id\":", to: &output)
        output.append(contentsOf: id)
        append(",\"text\":", to: &output)
        quote(text, to: &output)
        append(",\"spans\":[", to: &output)
        for (index, span) in spans.enumerated() {
            if index > 0 { output.append(0x2c) }
            append("{\"start\":", to: &output)
            number(span.codePoints.lowerBound, to: &output)
            append(",\"end\":", to: &output)
            number(span.codePoints.upperBound, to: &output)
            output.append(contentsOf: types[Int(span.type.rawValue)])
        }
        append("]}\n", to: &output)
    }

    static func write(id: [UInt8], error: String, to output: inout [UInt8]) {
        append("{\"id\":", to: &output)
        output.append(contentsOf: id)
        append(",\"error\":", to: &output)
        quote(Array(error.utf8), to: &output)
        append("}\n", to: &output)
    }

    /// A JSON string of text; bytes that are not UTF-8 become U+FFFD.
    static func quote(_ text: [UInt8], to output: inout [UInt8]) {
        output.append(0x22)
        text.withUnsafeBufferPointer { text in
            var start = 0
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte >= 0x20, byte != 0x22, byte != 0x5c {
                    index += 1
                    continue
                }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                escape(byte, to: &output)
                index += 1
                start = index
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        }
        output.append(0x22)
    }

    private static func escape(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5c: output.append(contentsOf: [0x5c, byte])
        case 0x0a: append("\\n", to: &output)
        case 0x0d: append("\\r", to: &output)
        case 0x09: append("\\t", to: &output)
        default:
            append("\\u00", to: &output)
            output.append(0x30 + byte >> 4)
            output.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
        }
    }

    private static func number(_ value: Int, to output: inout [UInt8]) {
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { buffer in
            var start = buffer.count
            var rest = value
            repeat {
                start -= 1
                buffer[start] = 0x30 + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            output.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start...]))
        }
    }

    private static func append(_ text: StaticString, to output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
