import Domain
public import Logging
public import Runtime

/// What the parts of a gateway share.
public struct GatewayContext: Sendable {
    /// What the file says.
    public var settings: GatewaySettings
    /// Its durable state.
    public var store: GatewayStore
    /// How it carries.
    public var carrier: any Carrier
    /// Milliseconds since 1970; a test's own.
    public var now: @Sendable () -> Int64
    /// Decides every random part of a wait.
    public var seed: UInt64
    /// Where it says that it cannot work.
    public var readiness: Readiness
    /// Never told a token, an address or what an alert says.
    public var logger: Logger
    let meter: GatewayMeter
    /// Something is new in the outbox.
    let outboxChanged = WakeUp()
    /// An alert is through.
    let outcomesChanged = WakeUp()
    /// There is room in the outbox.
    let roomMade = WakeUp()

    /// The shared parts.
    public init(
        settings: GatewaySettings, store: GatewayStore, carrier: any Carrier, kind: String, now: @escaping @Sendable () -> Int64,
        seed: UInt64, readiness: Readiness, metrics: MetricsRegistry, logger: Logger
    ) {
        self.settings = settings
        self.store = store
        self.carrier = carrier
        self.now = now
        self.seed = seed
        self.readiness = readiness
        self.logger = logger
        meter = GatewayMeter(metrics, kind: kind)
    }

    /// A generator of its own for one wait: the same endpoint and try wait as long with the same seed.
    func generator(_ name: String, _ number: Int) -> SplitMix64 {
        let mixed = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return SplitMix64(seed: seed, mixed, UInt64(bitPattern: Int64(number)))
    }
}
