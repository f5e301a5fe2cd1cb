/// The name that a ROUTER gave to a connection: a zero byte and four bytes of libzmq's choice.
struct RoutingID: Hashable, Sendable {
    /// The four bytes.
    let number: UInt32

    /// Number of bytes on the wire.
    static let count = 5

    init(number: UInt32) { self.number = number }

    /// Nil where the client chose a name itself (ZMQ_ROUTING_ID): whoever takes the same name later would be sent what was meant for it.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == RoutingID.count, bytes[0] == 0 else { return nil }
        number = bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)
    }

    /// Lets `body` see the bytes as they stand on the wire.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        withUnsafeTemporaryAllocation(byteCount: RoutingID.count, alignment: 1) { buffer in
            buffer[0] = 0
            buffer.storeBytes(of: number, toByteOffset: 1, as: UInt32.self)
            return body(UnsafeRawBufferPointer(buffer))
        }
    }
}
