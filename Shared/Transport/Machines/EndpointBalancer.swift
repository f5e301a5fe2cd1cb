/// Which of a client's endpoints gets the next call: round-robin over the healthy ones.
struct EndpointBalancer: Sendable {
    /// How an endpoint stands.
    enum State: Equatable {
        case connecting
        case ready
        /// Connected, but silent or slow; used where nothing better is there.
        case suspect
        /// It said that it is going away.
        case draining
        /// It does not accept our key.
        case refused
    }

    private(set) var states: [State]
    private var last = -1

    init(count: Int) { states = Array(repeating: .connecting, count: count) }

    /// The endpoint for the next call; nil where none is connected.
    mutating func next() -> Int? { pick { $0 == .ready } ?? pick { $0 == .suspect } }

    /// Whether every endpoint refused our key.
    var isRefusedEverywhere: Bool { !states.isEmpty && states.allSatisfy { $0 == .refused } }

    mutating func connected(_ endpoint: Int) { states[endpoint] = .ready }
    mutating func disconnected(_ endpoint: Int) { if states[endpoint] != .refused { states[endpoint] = .connecting } }
    mutating func refused(_ endpoint: Int) { states[endpoint] = .refused }
    mutating func drainAnnounced(_ endpoint: Int) { if isConnected(endpoint) { states[endpoint] = .draining } }
    mutating func fellSilent(_ endpoint: Int) { if states[endpoint] == .ready { states[endpoint] = .suspect } }

    /// It answered a ping: whatever it was suspected of is over.
    mutating func answered(_ endpoint: Int) { if isConnected(endpoint) { states[endpoint] = .ready } }

    /// Whether frames can be sent to it.
    func isConnected(_ endpoint: Int) -> Bool {
        switch states[endpoint] {
        case .ready, .suspect, .draining: true
        case .connecting, .refused: false
        }
    }

    private mutating func pick(_ isWanted: (State) -> Bool) -> Int? {
        for step in 1...max(states.count, 1) where !states.isEmpty {
            let candidate = (last + step) % states.count
            if isWanted(states[candidate]) {
                last = candidate
                return candidate
            }
        }
        return nil
    }
}
