import Anonymization
import Crypto
import Domain
import Foundation
import Schema
import Testing

@testable import quietude_anonymization

@Suite("Keys of days, and what is sealed under them")
struct DayKeyTests {
    private let folder = "\(NSTemporaryDirectory())/quietude-day-keys-\(UInt64.random(in: 0 ... .max))"
    private let sealing = SymmetricKey(size: .bits256)
    private let name = PseudonymKey(source: "log", day: 20_254)

    private func store(_ purpose: KeyPurpose = .text, sealing other: SymmetricKey? = nil) throws -> DayKeyStore {
        try DayKeyStore(purpose, territory: "city", folder: folder, sealing: other ?? sealing)
    }

    private func bytes(_ key: SymmetricKey?) -> [UInt8]? { key?.withUnsafeBytes { [UInt8]($0) } }

    private var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/city.text")) ?? [] }

    @Test("a key that was made is the same after a restart")
    func restart() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let key = bytes(try store().make(name))
        #expect(bytes(try store().key(name)) == key && key?.count == 32)
    }

    @Test("its file does not hold it, and is for the service's eyes alone")
    func sealed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let key = try #require(bytes(try store().make(name)))
        let path = "\(folder)/city.text/\(try #require(files.first))"
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).range(of: Data(key)) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("once destroyed it is in memory and on disk no more, and another one is made under its name")
    func destroyed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try store()
        let key = bytes(try store.make(name))
        try store.destroy(name)
        #expect(store.key(name) == nil && files.isEmpty)
        try store.destroy(name)
        #expect(bytes(try store.make(name)) != key)
    }

    @Test("a file that a crash left half written is swept away, and no error")
    func torn() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try store()
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: "\(folder)/city.text/20254.log.key"))
        #expect(try store().key(name) == nil && files.isEmpty)
    }

    @Test("a file under another's name, or of another installation, is not opened")
    func foreign() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try store().make(name)
        #expect(throws: (any Error).self) { try store(sealing: SymmetricKey(size: .bits256)) }
        try FileManager.default.moveItem(atPath: "\(folder)/city.text/20254.log.key", toPath: "\(folder)/city.text/20255.log.key")
        #expect(throws: (any Error).self) { try store() }
    }

    @Test("notes come out of their seal as they went in, and no more once their day's key is destroyed")
    func texts() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try store()
        let batch = TextBatch(texts: [
            RedactedText(
                kind: .policeLog, category: .theft, cell: Cell(column: 1, row: 2), slot: TimeSlot(start: 1_750_000_500, length: 900),
                sequence: 7, index: 3, text: "vol à l'étalage par [NAME]")
        ])
        let record = Record(sequence: 8, type: .text, payload: try SealedTexts.seal(batch, name, key: try store.make(name)))
        #expect(Data(record.payload).range(of: Data("étalage".utf8)) == nil)
        let opened = try #require(try SealedTexts.open(record, with: store))
        #expect(opened.sequence == 8 && opened.payload == batch.encoded())
        try store.destroy(name)
        #expect(try SealedTexts.open(record, with: store) == nil)
    }

    @Test("a changed record is refused, never passed on")
    func changed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try store()
        let sealed = try SealedTexts.seal(TextBatch(texts: []), name, key: try store.make(name))
        for length in 0..<sealed.count {
            #expect(throws: (any Error).self) {
                try SealedTexts.open(Record(sequence: 1, type: .text, payload: Array(sealed[..<length])), with: store)
            }
        }
        var other = sealed
        other[sealed.count - 1] ^= 1
        #expect(throws: (any Error).self) { try SealedTexts.open(Record(sequence: 1, type: .text, payload: other), with: store) }
    }

    @Test("records of other types pass as they are")
    func others() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let record = Record(sequence: 1, type: .incidents, payload: [1, 2])
        #expect(try SealedTexts.open(record, with: try store()) == record)
    }
}
