import Foundation
import Testing

@testable import Transport

struct KeyPairTests {
    @Test("a pair that was written is read again")
    func roundTrip() throws {
        try withFolder { folder in
            let pair = KeyPair.generate()
            try pair.write(to: folder + "/a.key")
            #expect(try KeyPair(readingFrom: folder + "/a.key") == pair)
        }
    }

    @Test("the file is for its owner alone, and is not overwritten")
    func guarded() throws {
        try withFolder { folder in
            let path = folder + "/a.key"
            try KeyPair.generate().write(to: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(throws: TransportError.self) { try KeyPair.generate().write(to: path) }
        }
    }

    @Test("a secret key that others may read is refused")
    func exposed() throws {
        try withFolder { folder in
            let path = folder + "/a.key"
            try KeyPair.generate().write(to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(throws: TransportError.self) { try KeyPair(readingFrom: path) }
        }
    }

    @Test("two keys that do not belong together are refused")
    func mismatched() throws {
        try withFolder { folder in
            let path = folder + "/a.key"
            let mixed = try KeyPair(publicKey: KeyPair.generate().publicKey, secretKey: KeyPair.generate().secretKey)
            try mixed.write(to: path)
            #expect(throws: TransportError.self) { try KeyPair(readingFrom: path) }
        }
    }

    @Test(
        "what is not 40 characters of Z85 is not a key",
        arguments: ["", "short", String(repeating: "é", count: 20), String(repeating: "~", count: 40)])
    func notAKey(text: String) { #expect(!KeyPair.isKey(text)) }
}
