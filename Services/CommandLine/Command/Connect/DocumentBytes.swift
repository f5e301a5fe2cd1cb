/// The bytes of a document for its reader: unpacked where they are gzip (by the first two bytes, whatever the name), within a bound.
struct DocumentBytes: ~Copyable {
    private var file: DocumentFile.Reading
    private let maximum: UInt64
    private var inflater: Inflater?
    private var began = false
    private var total: UInt64 = 0
    private var packed: ArraySlice<UInt8> = []
    /// Unpacked, the next one last.
    private var waiting: [[UInt8]] = []

    private static let packedPiece = 4_096

    init(_ path: String, maximum: UInt64) throws {
        file = try DocumentFile.Reading(path)
        self.maximum = maximum
    }

    /// The next bytes; nil at the end. Throws where the document is damaged, or larger than is allowed once unpacked.
    mutating func next() throws -> [UInt8]? {
        while true {
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
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw DocumentFile.Unusable(
                description: say(
                    "it is a zip archive: have its files unpacked into a folder, or serve them as .gz",
                    "c'est une archive zip : décompresser ses fichiers dans un dossier, ou les servir en .gz"))
        }
    }

    private func tooLarge() -> DocumentFile.Unusable {
        DocumentFile.Unusable(
            description: say(
                "the document unpacks to more than maximum-unpacked (\(Numbers.bytes(maximum)))",
                "le document décompressé dépasse maximum-unpacked (\(Numbers.bytes(maximum)))"))
    }
}
