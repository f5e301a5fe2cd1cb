import CZlib

/// The bytes of one member of a zip archive, unpacked piece by piece and held against its size and checksum.
struct ZipMember {
    private static let packedPiece = 4_096

    private let archive: ZipArchive
    private let member: ZipArchive.Member
    private let inflater: Inflater?
    private var place: UInt64 = 0
    private var count: UInt64 = 0
    private var checksum: UInt32 = 0
    /// Unpacked, the next one last.
    private var waiting: [[UInt8]] = []

    /// A member, read from its beginning.
    init(_ member: ZipArchive.Member, of archive: ZipArchive) throws {
        self.member = member
        self.archive = archive
        inflater = member.isDeflated ? try Inflater(limit: member.unpacked, layout: .raw) : nil
    }

    /// The next bytes; nil at the end. Throws where they are not what the directory says.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let piece = waiting.popLast() {
                if count == 0, piece.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
                    throw ZipArchive.refused("it holds another one: have it unpacked", "elle en contient une autre : la décompresser")
                }
                count += UInt64(piece.count)
                checksum = piece.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(uLong(checksum), $0.baseAddress, $0.count)) }
                return piece
            }
            guard place < member.packed else {
                guard count == member.unpacked, checksum == member.checksum, inflater?.isAtEnd ?? true else { throw ZipArchive.damaged() }
                return nil
            }
            // A piece of packed bytes unpacks to a thousand times as much at the most (RFC 1951), so small pieces keep what waits small.
            let part = try archive.read(at: member.start + place, count: min(Self.packedPiece, Int(clamping: member.packed - place)))
            place += UInt64(part.count)
            try unpack(part)
        }
    }

    private mutating func unpack(_ part: [UInt8]) throws {
        guard let inflater else {
            waiting = [part]
            return
        }
        var pieces: [[UInt8]] = []
        do {
            try inflater.unpack(part) { pieces.append(Array($0)) }
        } catch is Inflater.Problem {
            throw ZipArchive.damaged()
        }
        waiting = pieces.reversed()
    }
}
