/// A zip archive of files that are stored as they are (PKWARE APPNOTE 4.3, method 0).
struct ZipWriter {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    init() {}

    mutating func add(_ name: String, _ content: [UInt8]) {
        let offset = bytes.count
        var common: [UInt8] = []
        // Version 2.0, no flags, stored, 1980-01-01 00:00.
        for number in [20, 0, 0, 0, 0x21] as [UInt16] { ZipWriter.put(number, &common) }
        ZipWriter.put(ZipWriter.checksum(content), &common)
        ZipWriter.put(UInt32(content.count), &common)
        ZipWriter.put(UInt32(content.count), &common)
        ZipWriter.put(UInt16(name.utf8.count), &common)
        ZipWriter.put(UInt16(0), &common)
        ZipWriter.put(UInt32(0x0403_4b50), &bytes)
        bytes += common
        bytes += Array(name.utf8)
        bytes += content
        ZipWriter.put(UInt32(0x0201_4b50), &directory)
        ZipWriter.put(UInt16(20), &directory)
        directory += common
        for number in [0, 0, 0] as [UInt16] { ZipWriter.put(number, &directory) }
        ZipWriter.put(UInt32(0), &directory)
        ZipWriter.put(UInt32(offset), &directory)
        directory += Array(name.utf8)
        count += 1
    }

    /// The archive.
    var archive: [UInt8] {
        var out = bytes + directory
        ZipWriter.put(UInt32(0x0605_4b50), &out)
        for number in [0, 0, UInt16(count), UInt16(count)] { ZipWriter.put(number, &out) }
        ZipWriter.put(UInt32(directory.count), &out)
        ZipWriter.put(UInt32(bytes.count), &out)
        ZipWriter.put(UInt16(0), &out)
        return out
    }

    private static func put(_ number: some FixedWidthInteger, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// CRC-32 of ISO 3309, as zip uses it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
