import Testing

@testable import Transport

struct AccessRequestTests {
    private func frames(mechanism: String = "CURVE", key: [UInt8] = Array(repeating: 0, count: 32)) -> [[UInt8]] {
        ["1.0", "7", "server-1", "127.0.0.1", "", mechanism].map { Array($0.utf8) } + [key]
    }

    @Test("a request of libzmq is read, its key as text")
    func read() {
        let request = AccessRequest(frames: frames())
        #expect(request?.domain == "server-1" && request?.publicKey == String(repeating: "0", count: 40))
    }

    @Test("what is not CURVE, or not whole, is not read")
    func unreadable() {
        #expect(AccessRequest(frames: frames(mechanism: "PLAIN")) == nil)
        #expect(AccessRequest(frames: frames(key: [1])) == nil)
        #expect(AccessRequest(frames: []) == nil)
    }

    @Test("only a grant names the user")
    func reply() {
        let request = AccessRequest(frames: frames())
        #expect(request?.reply(granted: true)[4] == Array(String(repeating: "0", count: 40).utf8))
        #expect(request?.reply(granted: false)[4] == [])
    }
}
