internal import CProtobufC

/// Memory for decoded messages, given out front to back and taken back all at once: what makes decoding a batch cheap.
///
/// One arena serves batch after batch; it grows by chunks up to a ceiling, then decoding fails with `SchemaError.tooLarge`.
/// Not `Sendable`: it belongs to whoever decodes. What was decoded into it is valid until it is used again.
public final class Arena {
    let state: UnsafeMutablePointer<ArenaState>
    /// What protobuf-c is given; lives as long as the arena.
    let allocator: UnsafeMutablePointer<ProtobufCAllocator>

    /// An arena whose first chunk holds `capacity` bytes and that never holds more than `ceiling`.
    public init(capacity: Int = 1 << 20, ceiling: Int = SchemaLimits.decodedBytes) {
        state = .allocate(capacity: 1)
        state.initialize(to: ArenaState(firstChunk: max(capacity, 64), ceiling: max(ceiling, 64)))
        allocator = .allocate(capacity: 1)
        allocator.initialize(
            to: ProtobufCAllocator(
                alloc: { state, size in state?.assumingMemoryBound(to: ArenaState.self).pointee.allocate(size) },
                free: { _, _ in },
                allocator_data: state))
    }

    deinit {
        state.pointee.releaseChunks()
        state.deinitialize(count: 1)
        state.deallocate()
        allocator.deinitialize(count: 1)
        allocator.deallocate()
    }

    /// Lends the arena, emptied, until `giveBack`. Whoever visits a batch must not decode another into the same arena meanwhile.
    func lend() {
        precondition(!isLent, "this arena holds a batch that is being visited; decode into another arena")
        isLent = true
        state.pointee.reset()
    }

    /// Ends `lend`.
    func giveBack() { isLent = false }

    private var isLent = false

    /// Whether an allocation failed since the last `reset`.
    var isExhausted: Bool { state.pointee.isExhausted }

    /// The ceiling, bytes.
    var ceiling: Int { state.pointee.ceiling }

    /// Memory for `count` values, uninitialised; nil beyond the ceiling.
    func allocate<T>(_ type: T.Type, count: Int) -> UnsafeMutablePointer<T>? {
        let (size, overflow) = MemoryLayout<T>.stride.multipliedReportingOverflow(by: count)
        return overflow ? nil : state.pointee.allocate(size)?.bindMemory(to: T.self, capacity: count)
    }

    /// The bytes of a string that protobuf-c unpacked into an arena, whatever NULs they hold; none where it is `empty`, which is in no
    /// arena.
    @inlinable @inline(__always)
    static func bytes(of string: UnsafeMutablePointer<CChar>?, unless empty: UnsafeMutablePointer<CChar>) -> UnsafeRawBufferPointer {
        guard let string, string != empty else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        // `ArenaState` writes an allocation's size into the 8 bytes before it; a string's includes its NUL.
        return UnsafeRawBufferPointer(start: string, count: UnsafeRawPointer(string).load(fromByteOffset: -8, as: Int.self) &- 1)
    }
}
