import Anonymization
import Crypto
import Domain
import Testing

/// A city whose camera-like source may be linked by what stands before `#` in its ids, for ten minutes, and the keys that its shell holds.
private struct LinkedCity {
    var city = City(correctionWindow: 86_400) { register in
        register.sources[0].linking = LinkingRule(window: 600, separator: "#")
    }
    /// What lies on disk.
    final class Disk: @unchecked Sendable {
        // Tests use it from one task.
        var keys: [PseudonymKey: [UInt8]] = [:]
        var isFull = false
    }

    struct Full: Error {}

    let disk = Disk()

    init() {
        city.anonymizer = anonymizer()
        city.anonymizer.register(city.register, record: [7])
    }

    func anonymizer() -> Anonymizer {
        let disk = disk
        return Anonymizer(
            digesting: SipHash128(key0: 1, key1: 2),
            linking: Linking(
                keys: disk.keys,
                authentication: { Array(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: $1))) },
                makeKey: { name in
                    if disk.isFull { throw Full() }
                    let key = Array(SHA256.hash(data: Array("\(name.source) \(name.day)".utf8)))
                    disk.keys[name] = key
                    return key
                }))
    }

    mutating func advance(to seconds: Int64) { city.anonymizer.advance(to: Instant(seconds: seconds)) }

    /// As the shell does after each transaction.
    mutating func destroyDoomed() {
        for key in city.anonymizer.doomedKeys {
            disk.keys[key.key] = nil
            city.anonymizer.confirmDestroyed(key)
        }
    }

    static func sighting(_ id: String, after seconds: Int64 = 0, _ change: (inout Observation) -> Void = { _ in }) -> Observation {
        City.theft(id) {
            $0.phenomenonStart = Instant(seconds: City.noon + 303 + seconds)
            change(&$0)
        }
    }
}

@Suite("Linking inside anonymization")
struct LinkingTests {
    private let tomorrow: Int64 = (1_750_000_500 / 86_400 + 1) * 86_400

    @Test("one track that is seen three times within the window counts once")
    func once() {
        var linked = LinkedCity()
        let batch = linked.city.push([
            LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2", after: 60), LinkedCity.sighting("t17#3", after: 500),
        ])
        #expect(batch.incidents.count == 1 && batch.counts[.repeated] == 2)
    }

    @Test("repeats do not draw the window out")
    func fixed() {
        var linked = LinkedCity()
        let batch = linked.city.push([
            LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2", after: 590), LinkedCity.sighting("t17#3", after: 700),
        ])
        #expect(batch.incidents.count == 2 && batch.counts[.repeated] == 1)
    }

    @Test("another track, another matter, another place and another day count")
    func apart() {
        var linked = LinkedCity()
        let batch = linked.city.push([
            LinkedCity.sighting("t17#1"), LinkedCity.sighting("t18#1"), LinkedCity.sighting("t17#2") { $0.originalCode = "T01" },
            LinkedCity.sighting("t17#3") { $0.latitude = 43.5 }, LinkedCity.sighting("t17#4", after: 86_400),
        ])
        #expect(batch.incidents.count == 5 && batch.counts[.repeated] == 0)
    }

    @Test("an id without the separator, or with nothing before it, is linked with nothing", arguments: ["t17", "#1", ""])
    func unnamed(_ id: String) {
        var linked = LinkedCity()
        let batch = linked.city.push([LinkedCity.sighting(id), LinkedCity.sighting(id + "2", after: 5)])
        #expect(batch.incidents.count == 2)
    }

    @Test("a source whose entry declares nothing is not linked, and no key is made for it")
    func undeclared() {
        var linked = LinkedCity()
        let batch = linked.city.push([LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2")], source: "bare")
        #expect(batch.incidents.count == 2 && linked.disk.keys.isEmpty)
    }

    @Test("readings are never linked")
    func readings() {
        var linked = LinkedCity()
        let rain = { (id: String) in
            LinkedCity.sighting(id) {
                $0.originalCode = "R"
                $0.value = 1
                $0.unit = "mm"
            }
        }
        #expect(linked.city.push([rain("t17#1"), rain("t17#2")]).readings.count == 2)
    }

    @Test("a replacement of what counted is not a repeat of it, one of a repeat still is")
    func corrections() {
        var linked = LinkedCity()
        _ = linked.city.push([LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2", after: 5)])
        let replace = { (id: String) in
            LinkedCity.sighting(id, after: 5) {
                $0.operation = .replace
                $0.version = 1
                $0.severity = .severe
            }
        }
        let first = linked.city.push(replace("t17#1"))
        let second = linked.city.push(replace("t17#2"))
        #expect(first.incidents.count == 1 && first.retractions.count == 1)
        #expect(second.incidents.isEmpty && second.counts[.repeated] == 1)
    }

    @Test("it goes on after a restart: from a snapshot, and from deltas", arguments: [true, false])
    func restart(fromSnapshot: Bool) throws {
        var linked = LinkedCity()
        var deltas = [linked.city.anonymizer.takeDelta()]
        _ = linked.city.push(LinkedCity.sighting("t17#1"))
        deltas.append(linked.city.anonymizer.takeDelta())
        let snapshot = linked.city.anonymizer.snapshot()
        linked.city.anonymizer = linked.anonymizer()
        if fromSnapshot {
            try linked.city.anonymizer.restore(snapshot: snapshot)
        } else {
            for delta in deltas { try linked.city.anonymizer.replay(delta: delta) }
        }
        linked.city.anonymizer.register(linked.city.register, record: [7])
        #expect(linked.city.push(LinkedCity.sighting("t17#2", after: 60)).counts[.repeated] == 1)
    }

    @Test("a key is of one source and day, and no pseudonym of one is found under another")
    func keys() {
        var linked = LinkedCity()
        _ = linked.city.push([LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2", after: 86_400)])
        #expect(linked.disk.keys.keys.map(\.source) == ["log", "log"] && linked.disk.keys.count == 2)
    }

    @Test("when the watermark passes the day its key is given up, destroyed, and told once in the transaction after")
    func destroyed() {
        var linked = LinkedCity()
        _ = linked.city.push(LinkedCity.sighting("t17#1"))
        linked.advance(to: tomorrow - 1)
        #expect(linked.city.anonymizer.doomedKeys.isEmpty)
        linked.advance(to: tomorrow)
        #expect(linked.city.anonymizer.doomedKeys.map(\.key.source) == ["log"])
        #expect(linked.city.anonymizer.takeDestroyed().isEmpty)
        linked.destroyDoomed()
        #expect(linked.disk.keys.isEmpty)
        #expect(linked.city.anonymizer.takeDestroyed().count == 1)
        #expect(linked.city.anonymizer.takeDestroyed().isEmpty && linked.city.anonymizer.doomedKeys.isEmpty)
    }

    @Test("a crash between destruction and telling tells it all the same, once")
    func crash() throws {
        var linked = LinkedCity()
        _ = linked.city.push(LinkedCity.sighting("t17#1"))
        linked.advance(to: tomorrow)
        let snapshot = linked.city.anonymizer.snapshot()
        linked.destroyDoomed()
        linked.city.anonymizer = linked.anonymizer()
        try linked.city.anonymizer.restore(snapshot: snapshot)
        linked.city.anonymizer.register(linked.city.register, record: [7])
        linked.destroyDoomed()
        #expect(linked.city.anonymizer.takeDestroyed().count == 1 && linked.city.anonymizer.doomedKeys.isEmpty)
    }

    @Test("a key whose day ended while the service was down is given up at the first watermark")
    func late() throws {
        var linked = LinkedCity()
        _ = linked.city.push(LinkedCity.sighting("t17#1"))
        let snapshot = linked.city.anonymizer.snapshot()
        linked.city.anonymizer = linked.anonymizer()
        try linked.city.anonymizer.restore(snapshot: snapshot)
        linked.city.anonymizer.register(linked.city.register, record: [7])
        linked.advance(to: tomorrow + 86_400)
        #expect(linked.city.anonymizer.doomedKeys.count == 1)
    }

    @Test("what comes late for a day that is over counts, and makes no key")
    func closed() {
        var linked = LinkedCity()
        linked.advance(to: tomorrow)
        let batch = linked.city.push([LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2")])
        #expect(batch.incidents.count == 2 && linked.disk.keys.isEmpty)
    }

    @Test("where no key can be made safe nothing is linked, and nothing is lost")
    func full() {
        var linked = LinkedCity()
        linked.disk.isFull = true
        #expect(linked.city.push([LinkedCity.sighting("t17#1"), LinkedCity.sighting("t17#2")]).incidents.count == 2)
        linked.disk.isFull = false
        linked.advance(to: 1_750_000_500 + 1)
        #expect(linked.city.push([LinkedCity.sighting("t19#1"), LinkedCity.sighting("t19#2")]).incidents.count == 1)
    }

    @Test("nothing of an id is in the state: neither the track's name nor a digest that could be made without the key")
    func state() {
        var linked = LinkedCity()
        _ = linked.city.push(LinkedCity.sighting("Clothilde#1"))
        let snapshot = linked.city.anonymizer.snapshot()
        let name = Array("Clothilde".utf8)
        #expect(!snapshot.indices.contains { snapshot[$0...].starts(with: name) })
        for key in linked.disk.keys.values { #expect(!snapshot.indices.contains { snapshot[$0...].starts(with: key.prefix(8)) }) }
    }
}
