#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the allocator callback works on, without touching a reference count.
///
/// Each allocation is preceded by its size, so that a string's length needs no search for its NUL, and a NUL inside it is noticed:
/// protobuf-c keeps no length of strings. Chunks are a linked list: each begins with the address of the one before and its own size.
struct ArenaState {
    static let headerBytes = 8
    private static let chunkHeaderBytes = 16
    private static let keptBytes = 8 << 20

    private var cursor: UnsafeMutableRawPointer?
    private var available = 0
    private var newest: UnsafeMutableRawPointer?
    /// Bytes in all chunks.
    private var reserved = 0
    private var nextChunk: Int
    let ceiling: Int
    private(set) var isExhausted = false

    init(firstChunk: Int, ceiling: Int) {
        nextChunk = min(firstChunk, ceiling)
        self.ceiling = ceiling
    }

    /// `size` bytes aligned to 8; nil, and `isExhausted`, beyond the ceiling.
    @inline(__always)
    mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        // Compared first: what a length prefix asks for may be near Int.max.
        guard size >= 0, size <= ceiling else {
            isExhausted = true
            return nil
        }
        let needed = (size + Self.headerBytes + 7) & ~7
        #if QUIETUDE_SANITIZE
            // A chunk an allocation, exactly as large, so that a sanitizer sees each overrun.
            guard grow(for: size + Self.headerBytes) else { return nil }
        #else
            if needed > available { guard grow(for: needed) else { return nil } }
        #endif
        guard let header = cursor else { return nil }
        header.storeBytes(of: size, as: Int.self)
        cursor = header + needed
        available -= needed
        return header + Self.headerBytes
    }

    @inline(never)
    private mutating func grow(for needed: Int) -> Bool {
        #if QUIETUDE_SANITIZE
            let size = needed + Self.chunkHeaderBytes
        #else
            var size = max(nextChunk, needed + Self.chunkHeaderBytes)
            if size > ceiling - reserved { size = needed + Self.chunkHeaderBytes }
        #endif
        guard size <= ceiling - reserved, let chunk = malloc(size) else {
            isExhausted = true
            return false
        }
        chunk.storeBytes(of: newest, as: UnsafeMutableRawPointer?.self)
        chunk.storeBytes(of: size, toByteOffset: 8, as: Int.self)
        newest = chunk
        reserved += size
        nextChunk = min(size * 2, ceiling)
        cursor = chunk + Self.chunkHeaderBytes
        available = size - Self.chunkHeaderBytes
        return true
    }

    mutating func reset() {
        isExhausted = false
        #if !QUIETUDE_SANITIZE
            if let newest, newest.load(as: UnsafeMutableRawPointer?.self) == nil, reserved <= Self.keptBytes {
                cursor = newest + Self.chunkHeaderBytes
                available = reserved - Self.chunkHeaderBytes
                return
            }
        #endif
        // Next time one chunk does for what took several.
        nextChunk = min(max(reserved, 64), Self.keptBytes, ceiling)
        releaseChunks()
    }

    mutating func releaseChunks() {
        while let chunk = newest {
            newest = chunk.load(as: UnsafeMutableRawPointer?.self)
            free(chunk)
        }
        cursor = nil
        available = 0
        reserved = 0
    }
}
