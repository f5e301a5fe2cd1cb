import Transport

extension MemoryFeed {
    /// The feed of a stand-in for an upstream: what a test wants notification to hear, when it wants it.
    static func upstream(_ identity: UInt8) -> MemoryFeed {
        MemoryFeed(territory: TestTerritory.name, identity: identity, types: [.signal, .forecast, .watermark, .register])
    }
}
