import CZlib

/// Unpacks gzip, or the deflate data of a zip's member, as it comes, in pieces of a bounded size, and no more than was agreed in all.
final class Inflater {
    /// The packed bytes are not gzip, or unpack to more than is allowed.
    enum Problem: Error {
        case damaged
        case tooLarge
    }

    /// Bytes of one piece of output.
    static let piece = 256 << 10

    private var stream = z_stream()
    private let limit: UInt64
    private var total: UInt64 = 0
    /// Whether the last member was read to its end; another may follow.
    private(set) var isAtEnd = false

    /// How the packed bytes are laid out.
    enum Layout: Int32 {
        /// With gzip's head and tail, one member behind the other; 16 + 15: gzip alone, with the largest window.
        case gzip = 31
        /// Deflate data alone.
        case raw = -15
    }

    private let layout: Layout

    /// - Parameter limit: bytes of output in all.
    init(limit: UInt64, layout: Layout = .gzip) throws {
        self.limit = limit
        self.layout = layout
        guard inflateInit2_(&stream, layout.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Problem.damaged
        }
    }

    deinit { inflateEnd(&stream) }

    /// Unpacks some bytes; `take` gets the output piece by piece.
    func unpack(_ packed: [UInt8], _ take: (ArraySlice<UInt8>) throws -> Void) throws {
        var packed = packed
        try packed.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            defer { stream.next_in = nil }
            while stream.avail_in > 0 {
                if isAtEnd {
                    guard layout == .gzip else { throw Problem.damaged }
                    // gzip files may be put one behind the other (RFC 1952, 2.2).
                    guard inflateReset(&stream) == Z_OK else { throw Problem.damaged }
                    isAtEnd = false
                }
                try step(take)
            }
        }
    }

    private func step(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
        var code = Z_OK
        repeat {
            var written = 0
            let output = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                code = inflate(&stream, Z_NO_FLUSH)
                written = buffer.count - Int(stream.avail_out)
                count = written
            }
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Problem.damaged }
            total += UInt64(written)
            guard total <= limit else { throw Problem.tooLarge }
            if written > 0 { try take(output[...]) }
            if code == Z_STREAM_END {
                isAtEnd = true
                return
            }
        } while stream.avail_out == 0
    }
}
