import Foundation

/// Zip archives for tests, stored or deflated (by the system's gzip, whose data are deflate's).
struct ZipMaker {
    struct Member {
        var name: String
        var bytes: [UInt8]
        var isDeflated = false
        /// Bit 0: encrypted.
        var flags: UInt16 = 0
        /// Where it claims to lie; nil: where it does.
        var offset: UInt32?
        /// What it claims to unpack to; nil: what it does.
        var claimed: UInt32?
    }

    static func archive(_ members: [Member]) throws -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let packed = try member.isDeflated ? deflated(member.bytes) : (member.bytes, checksum(member.bytes))
            let size = member.claimed ?? UInt32(member.bytes.count)
            let name = Array(member.name.utf8)
            let offset = member.offset ?? UInt32(out.count)
            let shared =
                half(member.flags) + half(member.isDeflated ? 8 : 0) + word(0) + word(packed.1) + word(UInt32(packed.0.count)) + word(size)
                + half(UInt16(name.count)) + half(0)
            if member.offset == nil { out += word(0x0403_4b50) + half(20) + shared + name + packed.0 }
            directory += word(0x0201_4b50) + half(20) + half(20) + shared + half(0) + half(0) + half(0) + word(0) + word(offset) + name
        }
        let count = UInt16(members.count)
        let end =
            word(0x0605_4b50) + half(0) + half(0) + half(count) + half(count) + word(UInt32(directory.count)) + word(UInt32(out.count))
        return out + directory + end + half(0)
    }

    private static func half(_ number: UInt16) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8)] }
    private static func word(_ number: UInt32) -> [UInt8] { half(UInt16(number & 65_535)) + half(UInt16(number >> 16)) }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    /// Deflate data and the checksum of what they hold.
    private static func deflated(_ bytes: [UInt8]) throws -> ([UInt8], UInt32) {
        let path = NSTemporaryDirectory() + "quietude-zip-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path + ".gz") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-n", path]
        try process.run()
        process.waitUntilExit()
        let packed = Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
        let tail = packed.suffix(8)
        let sum = tail.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return (Array(packed.dropFirst(10).dropLast(8)), sum)
    }
}
