import Glibc

/// A zip archive that lies whole on disk (PKWARE APPNOTE 6.3.10, 4.3): the list of its members, by its central directory.
///
/// Bombs are refused before a byte is unpacked: members that share bytes (Fifield, *A better zip bomb*, WOOT 2019), more members than any
/// delivery has, or more bytes in all than are allowed. Encrypted, split and 64-bit archives are refused too.
final class ZipArchive {
    /// A file in the archive.
    struct Member: Sendable {
        let name: String
        /// Where its packed bytes begin.
        let start: UInt64
        let packed: UInt64
        let unpacked: UInt64
        let checksum: UInt32
        let isDeflated: Bool
    }

    /// Members of one archive, folders included.
    static let maximumMembers = 1_024
    private static let maximumDirectory = 1 << 20

    /// Files, in the order of the directory; folders and what systems put beside them (`__MACOSX`, hidden files) aside.
    let members: [Member]
    private let descriptor: Int32
    private let path: String

    /// Opens an archive, whose members together unpack to `maximum` bytes at the most.
    init(_ path: String, maximum: UInt64) throws {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DocumentFile.Unusable(description: "\(path): \(String(cString: strerror(errno)))") }
        do {
            members = try Self.members(descriptor, maximum: maximum)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Bytes from a place on, `count` at the most. Throws where there are none.
    func read(at place: UInt64, count: Int) throws -> [UInt8] { try Self.read(descriptor, at: place, count: count) }

    private static func read(_ descriptor: Int32, at place: UInt64, count: Int) throws -> [UInt8] {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while got < count {
                let part = pread(descriptor, buffer.baseAddress.map { $0 + got }, count - got, off_t(clamping: place) + off_t(got))
                if part < 0, errno == EINTR { continue }
                if part <= 0 { break }
                got += part
            }
            filled = got
        }
        guard got == count else { throw damaged() }
        return bytes
    }

    private static func members(_ descriptor: Int32, maximum: UInt64) throws -> [Member] {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 22 else { throw damaged() }
        // The end of the directory is 22 bytes and a comment of 65,535 at the most.
        let tailSize = min(Int(size), 65_557)
        let tail = ZipFields(try read(descriptor, at: UInt64(size) - UInt64(tailSize), count: tailSize))
        guard
            let end = stride(from: tailSize - 22, through: 0, by: -1).first(where: {
                tail.word($0) == 0x0605_4b50 && $0 + 22 + tail.half($0 + 20) == tailSize
            })
        else { throw damaged() }
        let count = tail.half(end + 10)
        let (length, start) = (Int(tail.word(end + 12)), UInt64(tail.word(end + 16)))
        guard count <= maximumMembers else {
            throw refused("more than \(maximumMembers) members", "plus de \(maximumMembers) membres")
        }
        guard tail.half(end + 4) == 0, tail.half(end + 8) == count, tail.word(end + 16) != .max else {
            throw refused("it is split, or of 64 bits", "elle est en plusieurs volumes, ou en 64 bits")
        }
        let endPlace = UInt64(size) - UInt64(tailSize) + UInt64(end)
        guard length <= maximumDirectory, start + UInt64(length) <= endPlace else { throw damaged() }
        let directory = ZipFields(try read(descriptor, at: start, count: length))
        var members: [Member] = []
        var total: UInt64 = 0
        var place = 0
        for _ in 0..<count {
            guard directory.word(place) == 0x0201_4b50 else { throw damaged() }
            let nameLength = directory.half(place + 28)
            guard let name = directory.text(place + 46, nameLength) else { throw damaged() }
            let member = try member(directory, place, name, descriptor)
            place += 46 + nameLength + directory.half(place + 30) + directory.half(place + 32)
            total += member.unpacked
            guard total <= maximum else { throw tooLarge(maximum) }
            members.append(member)
        }
        try refuseOverlaps(members, before: start)
        return members.filter { !isPassed($0.name) }
    }

    private static func member(_ directory: ZipFields, _ place: Int, _ name: String, _ descriptor: Int32) throws -> Member {
        guard directory.half(place + 8) & 0x2041 == 0 else { throw refused("it is encrypted", "elle est chiffrée") }
        let method = directory.half(place + 10)
        guard method == 0 || method == 8 else {
            throw refused(
                "a member is packed by method \(method), not deflate", "un membre est compressé par la méthode \(method), non deflate")
        }
        let (packed, unpacked) = (directory.word(place + 20), directory.word(place + 24))
        let offset = UInt64(directory.word(place + 42))
        guard packed != .max, unpacked != .max, offset != UInt64(UInt32.max) else {
            throw refused("it is split, or of 64 bits", "elle est en plusieurs volumes, ou en 64 bits")
        }
        guard method == 8 || packed == unpacked else { throw damaged() }
        let local = ZipFields(try read(descriptor, at: offset, count: 30))
        guard local.word(0) == 0x0403_4b50 else { throw damaged() }
        return Member(
            name: name, start: offset + 30 + UInt64(local.half(26)) + UInt64(local.half(28)), packed: UInt64(packed),
            unpacked: UInt64(unpacked), checksum: directory.word(place + 16), isDeflated: method == 8)
    }

    /// Bytes belong to one member alone, and none of them to the directory.
    private static func refuseOverlaps(_ members: [Member], before directory: UInt64) throws {
        var end: UInt64 = 0
        for member in members.sorted(by: { $0.start < $1.start }) {
            guard member.start >= end, member.start + member.packed <= directory else {
                throw refused("its members share bytes, as bombs do", "ses membres se partagent des octets, comme les bombes")
            }
            end = member.start + member.packed
        }
    }

    private static func isPassed(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.hasSuffix("/") || parts.first == "__MACOSX" || parts.last?.hasPrefix(".") == true
    }

    static func damaged() -> DocumentFile.Unusable {
        refused("it is damaged or not whole: fetch it again", "elle est abîmée ou incomplète : la reprendre")
    }

    static func tooLarge(_ maximum: UInt64) -> DocumentFile.Unusable {
        refused(
            "its members unpack to more than maximum-unpacked (\(Numbers.bytes(maximum)))",
            "ses membres décompressés dépassent maximum-unpacked (\(Numbers.bytes(maximum)))")
    }

    static func refused(_ english: String, _ french: String) -> DocumentFile.Unusable {
        DocumentFile.Unusable(description: say("the zip archive cannot be read: \(english)", "l'archive zip n'est pas lisible : \(french)"))
    }
}
