import Glibc

/// Secrets are read from files that only their owner may read, and stand nowhere else.
enum SecretFile {
    /// A secret is small.
    private static let maximumBytes = 64 << 10

    /// What the file holds, blanks at either end left out; nil with the fault noted.
    static func read(_ section: ConfigurationSection, _ key: String) -> String? {
        let path = section.required(key, "name a file that holds the secret, mode 0600")
        guard !path.isEmpty else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            section.fault(key, "the file cannot be opened (\(String(cString: strerror(errno)))); name one that is there")
            return nil
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= maximumBytes else {
            section.fault(key, "is no plain file of at most \(maximumBytes) bytes")
            return nil
        }
        guard status.st_mode & 0o077 == 0 else {
            section.fault(key, "others may read this secret: chmod 600 the file, or better, make a new secret")
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" || $0 == "\r\n" }
        guard let first = text.firstIndex(where: { !blank($0) }), let last = text.lastIndex(where: { !blank($0) }) else {
            section.fault(key, "the file is empty")
            return nil
        }
        return String(text[first...last])
    }
}
