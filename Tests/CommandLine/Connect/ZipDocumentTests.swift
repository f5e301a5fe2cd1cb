import Foundation
import Testing

@testable import quietude

@Suite("A zip as a document")
struct ZipDocumentTests {
    /// Names and bytes of the members that are read.
    private func read(_ archive: [UInt8], maximum: UInt64 = 1 << 20, members: String = "*") throws -> [(String, [UInt8])] {
        let path = NSTemporaryDirectory() + "quietude-document-\(UUID().uuidString)"
        try Data(archive).write(to: URL(fileURLWithPath: path))
        defer { DocumentFile(path: path).remove() }
        var document = try DocumentBytes(path, maximum: maximum, members: members)
        var found: [(String, [UInt8])] = []
        repeat {
            var bytes: [UInt8] = []
            while let piece = try document.next() { bytes += piece }
            found.append((document.memberName, bytes))
        } while try document.nextMember()
        return found
    }

    private let first = ZipMaker.Member(name: "a/first.csv", bytes: Array("time,lat\n1,2\n".utf8))
    private let second = ZipMaker.Member(name: "second.csv", bytes: [UInt8](repeating: 65, count: 100_000), isDeflated: true)

    @Test("is read member after member, stored or packed, folders and what systems put beside them aside")
    func members() throws {
        let folder = ZipMaker.Member(name: "a/", bytes: [])
        let beside = ["__MACOSX/._first.csv", "a/.DS_Store"].map { ZipMaker.Member(name: $0, bytes: [1, 2]) }
        let found = try read(ZipMaker.archive([folder, first] + beside + [second]))
        #expect(found.map(\.0) == ["a/first.csv", "second.csv"])
        #expect(found.map(\.1) == [first.bytes, second.bytes])
    }

    @Test("gives the members whose names fit, and says so where none does")
    func pattern() throws {
        let note = ZipMaker.Member(name: "LISEZMOI.txt", bytes: [65])
        let archive = try ZipMaker.archive([note, first])
        #expect(try read(archive, members: "*.csv").map(\.0) == ["a/first.csv"])
        #expect(throws: DocumentFile.Unusable.self) { try read(archive, members: "*.xml") }
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive([])) }
    }

    @Test("that unpacks to more than is allowed in all is refused, whatever it claims")
    func bombs() throws {
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive([first, second]), maximum: 100_000) }
        var liar = second
        liar.claimed = 10
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive([liar])) }
        let many = (0...ZipArchive.maximumMembers).map { ZipMaker.Member(name: "\($0)", bytes: []) }
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive(many)) }
    }

    @Test("whose members share bytes is refused before anything is unpacked")
    func overlap() throws {
        var twin = second
        twin.offset = 0
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive([second, twin])) }
    }

    @Test("that is encrypted, holds another zip, or is damaged anywhere is refused and never misread")
    func refused() throws {
        var secret = first
        secret.flags = 1
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive([secret])) }
        let nested = ZipMaker.Member(name: "inner.zip", bytes: try ZipMaker.archive([first]))
        #expect(throws: DocumentFile.Unusable.self) { try read(ZipMaker.archive([nested])) }
        let whole = try ZipMaker.archive([first, second])
        let sound = try read(whole).map(\.1)
        // Without its first four bytes it is no zip, and left as it is.
        for place in whole.indices.dropFirst(4) {
            var damaged = whole
            damaged[place] ^= 0x41
            // A bit that nothing depends on (a time, a version) may differ; what is read is right or refused.
            if let found = try? read(damaged).map(\.1) { #expect(found.allSatisfy(sound.contains), "byte \(place)") }
        }
        for count in stride(from: 0, to: whole.count, by: 7) where count > 4 {
            #expect(throws: DocumentFile.Unusable.self) { try read(Array(whole.prefix(count))) }
        }
    }
}
