/// The lines of a simple CSV file: no field holds a delimiter or a line end.
struct ResidentRows {
    private let bytes: [UInt8]
    private var offset = 0
    private let delimiter: UInt8
    /// Of the row last given, from 1.
    private(set) var line = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark is no part of the first name.
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
        let header = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let delimiters = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
        delimiter = delimiters.first { header.contains($0) } ?? UInt8(ascii: ",")
    }

    /// The fields of the next line that is not empty, without blanks and quotes around them; nil at the end.
    mutating func next() -> [String]? {
        while offset < bytes.count {
            line += 1
            let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let row = bytes[offset..<end]
            offset = end + 1
            if row.contains(where: { $0 > 0x20 }) {
                return row.split(separator: delimiter, omittingEmptySubsequences: false).map(ResidentRows.text)
            }
        }
        return nil
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        let isEdge = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: "\"") }
        var field = field.drop(while: isEdge)
        while let last = field.last, isEdge(last) { field = field.dropLast() }
        return String(decoding: field, as: UTF8.self)
    }
}
