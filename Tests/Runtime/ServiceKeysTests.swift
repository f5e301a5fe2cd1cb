import Domain
import Foundation
import Testing
import Transport

@testable import Runtime

@Suite("A service's keys")
struct ServiceKeysTests {
    private func authorise(_ key: KeyPair, _ service: String, expires: Instant? = nil, suffix: String = "", in folder: String) throws {
        let peer = Peer(name: service, publicKey: key.publicKey, role: .service, service: service, feeds: [.incidents])
        try AuthorisedKey(peer: peer, expires: expires).write(intoFolder: folder + "/authorised", suffix: suffix)
    }

    private func withKeys<R>(_ body: (String) async throws -> R) async throws -> R {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/authorised", withIntermediateDirectories: true)
            return try await body(folder)
        }
    }

    @Test("a missing key is refused with the remedy")
    func missing() async throws {
        try await withKeys { folder in
            let error = #expect(throws: SettingsError.self) { try ServiceKeys(service: "correlation", folder: folder) }
            #expect(error?.message.contains("\(folder)/correlation.key") == true && error?.message.contains("quietude keys new") == true)
        }
    }

    @Test("the server's key is that of the service's file; during a rotation the one that lasts longest")
    func serverKey() async throws {
        try await withKeys { folder in
            try KeyPair.generate().write(to: "\(folder)/correlation.key")
            let (old, new) = (KeyPair.generate(), KeyPair.generate())
            try authorise(old, "anonymization", expires: Instant(seconds: 4_000_000_000), in: folder)
            try authorise(new, "anonymization", suffix: "new", in: folder)
            let keys = try ServiceKeys(service: "correlation", folder: folder)
            #expect(try keys.serverKey(of: "anonymization") == new.publicKey)
        }
    }

    @Test("an upstream without a key is named with where its file belongs")
    func noServerKey() async throws {
        try await withKeys { folder in
            try KeyPair.generate().write(to: "\(folder)/correlation.key")
            let keys = try ServiceKeys(service: "correlation", folder: folder)
            let error = #expect(throws: SettingsError.self) { try keys.serverKey(of: "anonymization") }
            #expect(error?.message.contains("\(folder)/authorised holds the public key of anonymization") == true)
        }
    }
}
