import Anonymization
import Crypto
import Domain
import Testing

/// Bytes below were written by the programs of their time (commits d7bbb20 and 106907a) from the same observations.
@Suite("States of earlier versions still open")
struct EarlierLayoutTests {
    private static let layout1 = (
        snapshot:
            "010107f09bf7840d02046261726500c0fc1500036c6f6780a305a0f73602beab3b01c6e85c901450f028bab85239b18235f964000002010700d028a4d202e88df7840d"
            + "840700000001dc1adb8132e94fc47d525df072be03ac64010002010100d028a4d202e88df7840d84070000000186854632b699a7ab7c64c2037984690f650000"
            + "0301320100d028a4d202e88df7840d840700010000000000004440087b706572736f6e7d0000000000",
        delta: "010001036c6f670002beab3b0115b244008854ed1e59ca0c327167a39f66000002010700d028a4d202e88df7840d84070000000000f09bf7840d"
    )
    private static let layout2 = (
        snapshot:
            "020107f09bf7840d02046261726500c0fc1500036c6f6780a305a0f73602beab3b01c6e85c901450f028bab85239b18235f964000002010700d028a4d202e88df7840d"
            + "840700000001dc1adb8132e94fc47d525df072be03ac64010002010100d028a4d202e88df7840d84070000000186854632b699a7ab7c64c2037984690f650000"
            + "0301320100d028a4d202e88df7840d840700010000000000004440087b706572736f6e7d000000000000",
        delta: "020001036c6f670002beab3b0115b244008854ed1e59ca0c327167a39f66000002010700d028a4d202e88df7840d84070000000000f09bf7840d00"
    )

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal.utf8).map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    @Test("an anonymizer's, with its corrections", arguments: [layout1, layout2])
    func anonymizer(_ layout: (snapshot: String, delta: String)) throws {
        var city = City()
        try city.anonymizer.restore(snapshot: bytes(layout.snapshot))
        #expect(city.anonymizer.registerRecord == [7])
        city.anonymizer.register(city.register, record: [7])
        try city.anonymizer.replay(delta: bytes(layout.delta))
        #expect(city.anonymizer.remembered == 4)
        let batch = city.push(
            City.theft("1") {
                $0.operation = .withdraw
                $0.version = 1
            })
        #expect(batch.retractions == [Retraction(sequence: 100, index: 0, retracted: .incident(City.theftIncident))])
    }

    @Test("an anonymizer's, and what it then writes opens too", arguments: [layout1, layout2])
    func rewritten(_ layout: (snapshot: String, delta: String)) throws {
        var city = City()
        try city.anonymizer.restore(snapshot: bytes(layout.snapshot))
        city.anonymizer.register(city.register, record: [7])
        let snapshot = city.anonymizer.snapshot()
        var again = City()
        try again.anonymizer.restore(snapshot: snapshot)
        again.anonymizer.register(again.register, record: [7])
        #expect(again.anonymizer.snapshot() == snapshot)
    }

    @Test("an audit trail's, with its line and its open count")
    func trail() throws {
        let line = """
            {"sequence":1,"previous":"0000000000000000000000000000000000000000000000000000000000000000","kind":"processing",\
            "time":1750001400,"service":"anonymization","territory":"city","source":"log","counts":{"incidents":1,"seen":1},\
            "hash":"dfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfdf"}
            """
        let hash = String(repeating: "df", count: 32)
        // Number and hash of the last line, no open counts, one line, the period.
        let snapshot = [1, 64] + Array(hash.utf8) + [0, 1] + [0xAA, 0x02] + Array(line.utf8) + bytes("fcaded01")
        var trail = AuditTrail(service: "anonymization", territory: "city", digest: { Array(SHA256.hash(data: $0)) })
        try trail.restore(snapshot: snapshot)
        try trail.replay(delta: bytes("0001036c6f670a010100000000000000000000fcaded01"))
        #expect(trail.head.sequence == 1 && trail.writable.map(\.text) == [line])
        trail.advance(to: 1_750_001_400 + 900)
        _ = trail.takeDelta()
        trail.confirm()
        #expect(trail.writable.count == 2 && trail.writable.last?.text.contains("\"seen\":1") == true)
    }
}
