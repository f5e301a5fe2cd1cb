import Anonymization
import Domain
import Testing

@Suite("Whose notes are kept")
struct KeptNoteTests {
    private let day = 1_750_000_500 / 86_400 as Int64

    private func city(retention: UInt32 = 172_800, correctionWindow: UInt32 = 86_400) -> City {
        City(correctionWindow: correctionWindow) { register in
            register.sources[0].keepsText = true
            register.sources[0].textRetention = retention
        }
    }

    @Test("nobody's, unless the register says so")
    func byDefault() {
        var city = City()
        #expect(city.push(City.theft { $0.text = "vol" }).notes.isEmpty)
    }

    @Test("nobody's whose text is not allowed, whatever else the register says")
    func notAllowed() {
        var city = City { $0.sources[1].keepsText = true }
        #expect(city.push(City.theft(), source: "bare").notes.isEmpty)
    }

    @Test("those of incidents that went on, each with the place of its incident", arguments: [UInt32(0), 86_400])
    func places(correctionWindow: UInt32) {
        var city = city(correctionWindow: correctionWindow)
        let batch = city.push([
            City.theft("1"), City.theft("2") { $0.originalCode = "SX" },
            City.theft("3") {
                $0.originalCode = "R"
                $0.value = 1
                $0.unit = "mm"
            }, City.theft("4") { $0.originalCode = "T01" },
        ])
        #expect(batch.notes.map(\.observation) == [0, 3])
        #expect(batch.notes.map(\.sequence) == [100, 100] && batch.notes.map(\.index) == [0, 1])
        #expect(batch.notes.map(\.incident) == batch.incidents)
    }

    @Test("what a later observation of the same batch corrects has no note, and the places of the others move up")
    func superseded() {
        var city = city()
        let batch = city.push([
            City.theft("1"), City.theft("2"),
            City.theft("1") {
                $0.operation = .withdraw
                $0.version = 1
            },
        ])
        #expect(batch.notes.map(\.observation) == [1] && batch.notes.map(\.index) == [0])
    }

    @Test("a correction that changes the text alone names the place where its incident stands")
    func corrected() {
        var city = city()
        _ = city.push([City.theft("1"), City.theft("2")])
        let batch = city.push(
            City.theft("2") {
                $0.operation = .replace
                $0.version = 1
                $0.text = "autre"
            })
        #expect(batch.incidents.isEmpty && batch.counts.unchanged == 1)
        #expect(batch.notes.map(\.sequence) == [100] && batch.notes.map(\.index) == [1])
    }

    @Test("their key is of their source and day, and is given up when the retention, from the start of the day, has run out")
    func retention() {
        var city = city()
        #expect(city.push(City.theft()).notes.map(\.key) == [PseudonymKey(source: "log", day: Int32(day))])
        city.anonymizer.advance(to: Instant(seconds: (day + 2) * 86_400 - 1))
        #expect(city.anonymizer.doomedKeys.isEmpty && city.anonymizer.keepsNotes(under: PseudonymKey(source: "log", day: Int32(day))))
        city.anonymizer.advance(to: Instant(seconds: (day + 2) * 86_400))
        #expect(city.anonymizer.doomedKeys == [DayKey(.text, PseudonymKey(source: "log", day: Int32(day)))])
    }

    @Test("a note that comes when its retention is over is not kept")
    func tooLate() {
        var city = city()
        city.anonymizer.advance(to: Instant(seconds: (day + 2) * 86_400))
        let batch = city.push(City.theft())
        #expect(batch.incidents.count == 1 && batch.notes.isEmpty)
    }

    @Test("where a new register keeps no text any more, all keys of notes are given up at once")
    func revoked() {
        var city = city()
        _ = city.push(City.theft())
        city.register.sources[0].keepsText = false
        city.anonymizer.register(city.register, record: [8])
        #expect(city.anonymizer.doomedKeys.count == 1)
    }

    @Test("which keys there are is remembered over a restart")
    func restart() throws {
        var city = city()
        _ = city.push(City.theft())
        let snapshot = city.anonymizer.snapshot()
        city.anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
        try city.anonymizer.restore(snapshot: snapshot)
        city.anonymizer.register(city.register, record: [7])
        city.anonymizer.advance(to: Instant(seconds: (day + 2) * 86_400))
        #expect(city.anonymizer.doomedKeys.count == 1)
    }
}
