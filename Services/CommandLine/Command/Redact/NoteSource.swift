import Glibc

/// Reads a file or a pipe in blocks that end at a line end, in bounded memory.
struct NoteSource: ~Copyable {
    /// The longest line that is read, in bytes; a longer one is an error line.
    static let longestLine = 128 << 20
    private static let block = 4 << 20

    private let path: String
    private let descriptor: Int32
    private var held: [UInt8] = []
    private var ended = false
    /// Inside a line that is too long: what comes is thrown away until its end.
    private var skipping = false

    init(_ path: String) throws {
        self.path = path
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure("\(path) cannot be read: \(reason)", "\(path) est illisible : \(reason)")
        }
    }

    deinit { close(descriptor) }

    /// The next lines, nil at the end. The last one may lack its line end.
    mutating func next() throws -> [UInt8]? {
        while !ended {
            let start = held.count
            var got = 0
            let descriptor = self.descriptor
            let room = min(Self.block, max(1 << 16, start))
            held.reserveCapacity(start + room)
            let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                got = read(descriptor, buffer.baseAddress, room)
                count = max(0, got)
            }
            if got < 0 {
                if errno == EINTR { continue }
                let reason = String(cString: strerror(errno))
                throw Failure("\(path) cannot be read: \(reason)", "\(path) est illisible : \(reason)")
            }
            if got == 0 {
                ended = true
                break
            }
            guard let last = bytes.lastIndex(of: 0x0a) else {
                if !skipping { held.append(contentsOf: bytes) }
                if held.count > Self.longestLine {
                    // What is kept is enough to be refused.
                    held = Array("too long".utf8)
                    skipping = true
                }
                continue
            }
            if skipping, let first = bytes.firstIndex(of: 0x0a) {
                skipping = false
                held.append(contentsOf: bytes[first...last])
            } else {
                held.append(contentsOf: bytes[...last])
            }
            let lines = held
            held = Array(bytes[(last + 1)...])
            return lines
        }
        guard !held.isEmpty else { return nil }
        defer { held = [] }
        return held
    }
}
