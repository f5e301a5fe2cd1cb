#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Memory that ends at a page nobody may touch: a decoder, be it protobuf-c's, that reads past its input is killed there and then.
final class GuardedMemory {
    private let pages: UnsafeMutableRawPointer
    private let capacity: Int
    private let page = Int(sysconf(Int32(_SC_PAGESIZE)))

    init(capacity: Int = 1 << 20) {
        self.capacity = (capacity + page - 1) / page * page
        guard let pages = mmap(nil, self.capacity + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), pages != MAP_FAILED
        else { fatalError("no memory for a guarded page") }
        self.pages = pages
        precondition(mprotect(pages + self.capacity, page, PROT_NONE) == 0, "the guard page cannot be closed")
    }

    deinit { munmap(pages, capacity + page) }

    /// The bytes, the last of them just before the guard.
    func holding(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        precondition(bytes.count <= capacity, "\(bytes.count) bytes do not fit")
        let memory = UnsafeMutableRawBufferPointer(start: pages + (capacity - bytes.count), count: bytes.count)
        memory.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(memory)
    }
}
