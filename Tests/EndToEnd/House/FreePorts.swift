import Glibc

/// Ports of this machine that nobody listens on.
enum FreePorts {
    /// A base from which the ten ports of a house are free now. Below the range from which the system takes ports of its own accord.
    static func base() throws -> Int {
        for _ in 0..<500 {
            let base = Int.random(in: 500..<1_600) * 20
            if (1...5).allSatisfy({ isFree(base + $0) && isFree(base + 10 + $0) }) { return base }
        }
        throw HouseError("no ten free ports were found between 10000 and 32000")
    }

    private static func isFree(_ port: Int) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7f00_0001).bigEndian)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
    }
}
