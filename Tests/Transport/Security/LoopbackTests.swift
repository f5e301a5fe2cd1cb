import Testing

@testable import Transport

struct LoopbackEndpointTests {
    @Test(
        "an endpoint of this machine is told from any other",
        arguments: [
            ("tcp://127.0.0.1:7401", true), ("tcp://localhost:7401", true), ("tcp://[::1]:7401", true), ("ipc:///tmp/x", true),
            ("inproc://x", true), ("tcp://0.0.0.0:7401", false), ("tcp://*:7401", false), ("tcp://example.org:7401", false),
            ("tcp://127.0.0.1.example.org:7401", false), ("tcp://192.168.1.1:1;127.0.0.1:7401", false), ("tcp://:7401", false),
            ("tcp:", false),
        ])
    func loopback(endpoint: String, isLoopback: Bool) { #expect(Loopback.holds(endpoint) == isLoopback) }
}
