/// Which endpoints never leave this machine.
enum Loopback {
    /// Whether an endpoint such as `tcp://127.0.0.1:7401` is on this machine, by what it says and without asking any name server.
    static func holds(_ endpoint: String) -> Bool {
        if endpoint.hasPrefix("ipc://") || endpoint.hasPrefix("inproc://") { return true }
        guard endpoint.hasPrefix("tcp://"), let colon = endpoint.lastIndex(of: ":") else { return false }
        let host = endpoint.dropFirst("tcp://".count)
        guard colon >= host.startIndex else { return false }
        // `tcp://source;target`: what counts is that both ends are local, so the form is not accepted at all.
        return ["127.0.0.1", "localhost", "[::1]"].contains(String(host[..<colon]))
    }
}
