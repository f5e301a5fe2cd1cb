import Foundation
import Testing
import Transport

@testable import quietude

@Suite("A partner's key")
struct KeysNewTests {
    private func with(_ body: (String) async throws -> Void) async throws {
        let root = NSTemporaryDirectory() + "quietude-keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try await body(root)
    }

    private func rights(_ root: String, _ name: String) throws -> Peer? {
        let known = AuthorisedKeys(folder: "\(root)/keys/authorised")
        try known.reload()
        return known.all.first { $0.peer.name == name }?.peer
    }

    @Test("is made by `keys new --partner NAME`, for the source of that name")
    func partner() async throws {
        try await with { root in
            try await Keys.New.parse(["--partner", "bmpm", "--data", root]).run()
            let peer = try #require(try rights(root, "bmpm"))
            #expect(peer.role == .partner && peer.sources == ["bmpm"])
            #expect(try KeyPair(readingFrom: "\(root)/keys/bmpm.key").publicKey == peer.publicKey)
        }
    }

    @Test("is for the sources that are named, where some are")
    func sources() async throws {
        try await with { root in
            try await Keys.New.parse(["--partner", "bmpm", "--source", "bmpm-agenda", "--feed", "alert", "--data", root]).run()
            let peer = try #require(try rights(root, "bmpm"))
            #expect(peer.sources == ["bmpm-agenda"] && peer.feeds == [.alert])
        }
    }

    @Test("needs a name, once")
    func name() {
        #expect(throws: (any Error).self) { try Keys.New.parse([]) }
        #expect(throws: (any Error).self) { try Keys.New.parse(["a", "--partner", "b"]) }
    }
}
