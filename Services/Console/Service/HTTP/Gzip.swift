import CZlib

/// RFC 1952 compression in one go.
enum Gzip {
    /// Below it a compressed answer is hardly smaller, and no packet is saved.
    static let least = 860

    /// The bytes compressed; nil where zlib refuses or nothing is won.
    static func compress(_ bytes: [UInt8], level: Int32 = 5) -> [UInt8]? {
        guard bytes.count >= least else { return nil }
        var stream = z_stream()
        // 16 on top of the window's size asks for gzip's header and trailer.
        let opened = deflateInit2_(
            &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var source = bytes
        var target = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let written: Int? = source.withUnsafeMutableBufferPointer { input in
            target.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
            }
        }
        guard let written, written < bytes.count else { return nil }
        return Array(target[..<written])
    }
}
