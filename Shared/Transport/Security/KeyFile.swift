import Glibc

/// Small text files of `field: value` lines that hold keys.
enum KeyFile {
    /// A key file is a handful of lines.
    static let maximumBytes = 16 << 10

    /// Reads a whole file. A `secret` one that its group or others may read is refused.
    static func read(_ path: String, secret: Bool) throws(TransportError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, "cannot be opened") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, "cannot be examined") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .keyFile(path: path, reason: "is not a file") }
        guard !secret || status.st_mode & 0o077 == 0 else {
            throw .keyFile(path: path, reason: "others may read this secret key: chmod 600 it, or better, make a new one")
        }
        guard status.st_size <= maximumBytes else {
            throw .keyFile(path: path, reason: "is larger than \(maximumBytes) bytes: not a key file")
        }
        var bytes = [UInt8](repeating: 0, count: maximumBytes)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            guard count >= 0 else { throw failure(path, "cannot be read") }
            if count == 0 { break }
            filled += count
        }
        return String(decoding: bytes[..<filled], as: UTF8.self)
    }

    /// Writes a new file whole, or leaves none.
    static func create(_ path: String, _ text: String, mode: mode_t) throws(TransportError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? .keyFile(path: path, reason: "exists already and is not overwritten: remove it first if it is no longer needed")
                : failure(path, "cannot be created")
        }
        defer { close(descriptor) }
        // The umask may have taken rights away, never given any.
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let error = failure(path, "cannot be written")
            unlink(path)
            throw error
        }
    }

    /// The `field: value` lines of a text. Empty lines and lines that start with `#` are left out; a field given twice is an error.
    static func fields(of text: String, path: String) throws(TransportError) -> [String: String] {
        var fields: [String: String] = [:]
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let colon = line.firstIndex(of: ":") else {
                throw .keyFile(path: path, reason: "line \(number) is not `field: value`")
            }
            let field = trimmed(line[..<colon]).lowercased()
            guard fields.updateValue(trimmed(line[line.index(after: colon)...]), forKey: field) == nil else {
                throw .keyFile(path: path, reason: "line \(number): `\(field)` is given twice")
            }
        }
        return fields
    }

    /// The names of the files in a folder that end in `.key`, in order.
    static func names(inFolder path: String) throws(TransportError) -> [String] {
        guard let folder = opendir(path) else { throw failure(path, "is not a folder that can be read") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".key"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let first = text.firstIndex(where: { !blank($0) }), let last = text.lastIndex(where: { !blank($0) }) else { return "" }
        return String(text[first...last])
    }

    private static func failure(_ path: String, _ what: String) -> TransportError {
        .keyFile(path: path, reason: "\(what): \(String(cString: strerror(errno)))")
    }
}
