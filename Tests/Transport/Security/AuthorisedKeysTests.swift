import Domain
import Foundation
import Testing

@testable import Transport

struct AuthorisedKeysTests {
    private let now = Instant(seconds: 1_800_000_000)
    private let key = KeyPair.generate().publicKey

    private func partner(_ key: String, name: String = "bmpm") -> AuthorisedKey {
        AuthorisedKey(peer: Peer(name: name, publicKey: key, role: .partner, sources: ["bmpm", "agenda"], feeds: [.alert]))
    }

    @Test("a key that was written into the folder is known after a reload, with its rights")
    func roundTrip() throws {
        try withFolder { folder in
            let keys = AuthorisedKeys(folder: folder)
            try partner(key).write(intoFolder: folder)
            #expect(keys.peer(publicKey: key, now: now) == nil)
            #expect(try keys.reload() == [])
            #expect(keys.peer(publicKey: key, now: now) == partner(key).peer)
        }
    }

    @Test("a key whose file is gone is refused after a reload, by copies too")
    func removed() throws {
        try withFolder { folder in
            let keys = AuthorisedKeys(folder: folder)
            let copy = keys
            try partner(key).write(intoFolder: folder)
            try keys.reload()
            try FileManager.default.removeItem(atPath: folder + "/bmpm.key")
            try keys.reload()
            #expect(copy.peer(publicKey: key, now: now) == nil)
        }
    }

    @Test("a file with an error is named and skipped, the others hold")
    func problem() throws {
        try withFolder { folder in
            try partner(key).write(intoFolder: folder)
            try "name: x\nkey: nonsense\nrole: partner\n".write(toFile: folder + "/x.key", atomically: true, encoding: .utf8)
            let keys = AuthorisedKeys(folder: folder)
            let problems = try keys.reload()
            #expect(problems.map(\.path) == [folder + "/x.key"])
            #expect(keys.peer(publicKey: key, now: now) != nil)
        }
    }

    @Test("a name may have several keys, and an old one ends on its day")
    func rotation() throws {
        try withFolder { folder in
            let new = KeyPair.generate().publicKey
            var old = partner(key)
            old.expires = now
            try old.write(intoFolder: folder)
            try partner(new).write(intoFolder: folder, suffix: "2")
            let keys = AuthorisedKeys(folder: folder)
            try keys.reload()
            #expect(keys.peer(publicKey: key, now: now.advanced(byMilliseconds: -1)) != nil)
            #expect(keys.peer(publicKey: key, now: now) == nil)
            #expect(keys.peer(publicKey: new, now: now)?.name == "bmpm")
        }
    }

    @Test("one key cannot be two peers")
    func duplicate() throws {
        try withFolder { folder in
            try partner(key).write(intoFolder: folder)
            try partner(key, name: "other").write(intoFolder: folder)
            #expect(try AuthorisedKeys(folder: folder).reload().map(\.path) == [folder + "/other.key"])
        }
    }

    @Test("a folder that cannot be read leaves what was read before")
    func unreadable() throws {
        let keys = AuthorisedKeys(folder: "/nowhere/at/all")
        #expect(throws: TransportError.self) { try keys.reload() }
    }

    @Test(
        "a file that is not right says which field is wrong",
        arguments: [
            ("role: partner", "name"), ("name: a\nkey: KEY\nrole: king", "role"),
            ("name: a\nkey: KEY\nrole: partner\nservice: x", "service"),
            ("name: a\nkey: KEY\nrole: gateway\nfeeds: alert, gossip", "feeds"), ("name: a\nname: b", "name"),
            ("name: a\nkey: KEY\nrole: partner\nexpires: 2031-02-30", "expires"),
            ("name: a\nkey: KEY\nrole: partner\ncolour: red", "colour"),
        ])
    func wrongField(text: String, field: String) {
        do throws(TransportError) {
            _ = try AuthorisedKey(text: text.replacing("KEY", with: key), path: "f")
            #expect(Bool(false), "it was read")
        } catch {
            #expect("\(error)".contains("`\(field)`"))
        }
    }

    @Test("dates are read as UTC", arguments: [("2027-01-15", 1_799_971_200), ("2027-01-15T08:00:00Z", 1_800_000_000)])
    func dates(text: String, seconds: Int64) throws {
        let read = try AuthorisedKey(text: "name: a\nkey: \(key)\nrole: partner\nexpires: \(text)", path: "f")
        #expect(read.expires == Instant(seconds: seconds))
        #expect(try AuthorisedKey(text: read.text, path: "f") == read)
    }
}
