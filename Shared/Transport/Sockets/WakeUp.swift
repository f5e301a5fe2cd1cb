import CZeroMQ
import Glibc

/// An eventfd: wakes the thread that polls it, from any thread.
final class WakeUp: Sendable {
    /// For polling.
    let descriptor: Int32

    init() throws(TransportError) {
        // EFD_CLOEXEC and EFD_NONBLOCK are by definition the O_ flags of the same names.
        descriptor = eventfd(0, O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .library(operation: "eventfd", code: errno) }
    }

    deinit { close(descriptor) }

    /// Wakes the thread.
    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Forgets the signals that were given.
    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }
}
