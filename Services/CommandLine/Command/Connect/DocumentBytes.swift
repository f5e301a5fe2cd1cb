import Ingestion

/// The bytes of a document for its reader: unpacked where they are gzip or zip (by the first bytes, whatever the name), within a bound.
///
/// Each member of a zip is a document of its own: `next` ends with it, and `nextMember` goes on to the one behind it.
struct DocumentBytes: ~Copyable {
    private var file: DocumentFile.Reading
    private let path: String
    private let maximum: UInt64
    private let members: NamePattern
    private var archive: ZipArchive?
    /// Members of the archive that are still to be read, the next one last.
    private var left: [ZipArchive.Member] = []
    private var member: ZipMember?
    /// The name of the zip's member that is being read; empty where the document is none.
    private(set) var memberName = ""
    private var inflater: Inflater?
    private var began = false
    private var total: UInt64 = 0
    private var packed: ArraySlice<UInt8> = []
    /// Unpacked, the next one last.
    private var waiting: [[UInt8]] = []

    private static let packedPiece = 4_096

    /// A document of at most `maximum` bytes once unpacked; of a zip, the members whose names fit `members`.
    init(_ path: String, maximum: UInt64, members: String = "*") throws {
        file = try DocumentFile.Reading(path)
        self.path = path
        self.maximum = maximum
        self.members = NamePattern(members)
    }

    /// Goes on to the next member of a zip; false where there is none, or where the document is no zip.
    mutating func nextMember() throws -> Bool {
        guard let archive, let next = left.popLast() else { return false }
        member = try ZipMember(next, of: archive)
        memberName = next.name
        return true
    }

    /// The next bytes; nil at the end. Throws where the document is damaged, or larger than is allowed once unpacked.
    mutating func next() throws -> [UInt8]? {
        while true {
            if archive != nil { return try member?.next() }
            if let piece = waiting.popLast() { return piece }
            if !packed.isEmpty {
                try unpack()
                continue
            }
            guard let bytes = try file.next() else {
                guard inflater?.isAtEnd ?? true else {
                    throw DocumentFile.Unusable(
                        description: say(
                            "the gzip data end too early: fetch it again", "les données gzip s'arrêtent trop tôt : les reprendre"))
                }
                return nil
            }
            try begin(bytes)
            if archive != nil { continue }
            guard inflater == nil else {
                packed = bytes[...]
                continue
            }
            total += UInt64(bytes.count)
            guard total <= maximum else { throw tooLarge() }
            return bytes
        }
    }

    /// A piece of packed bytes unpacks to a thousand times as much at the most (RFC 1951), so small pieces keep what waits small.
    private mutating func unpack() throws {
        let part = Array(packed.prefix(Self.packedPiece))
        packed = packed.dropFirst(Self.packedPiece)
        var pieces: [[UInt8]] = []
        do {
            try inflater?.unpack(part) { pieces.append(Array($0)) }
        } catch Inflater.Problem.tooLarge {
            throw tooLarge()
        } catch Inflater.Problem.damaged {
            throw DocumentFile.Unusable(
                description: say("the gzip data are damaged: fetch it again", "les données gzip sont abîmées : les reprendre"))
        }
        waiting = pieces.reversed()
    }

    private mutating func begin(_ bytes: [UInt8]) throws {
        guard !began else { return }
        began = true
        if bytes.starts(with: [0x1F, 0x8B]) { inflater = try Inflater(limit: maximum) }
        // A file, or the end of an archive without any.
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) else { return }
        let archive = try ZipArchive(path, maximum: maximum)
        self.archive = archive
        left = archive.members.filter { member in members.matches(member.name.split(separator: "/").last.map(String.init) ?? "") }
            .reversed()
        guard try nextMember() else {
            throw ZipArchive.refused("no member fits `members`", "aucun membre ne correspond à « members »")
        }
    }

    private func tooLarge() -> DocumentFile.Unusable {
        DocumentFile.Unusable(
            description: say(
                "the document unpacks to more than maximum-unpacked (\(Numbers.bytes(maximum)))",
                "le document décompressé dépasse maximum-unpacked (\(Numbers.bytes(maximum)))"))
    }
}
