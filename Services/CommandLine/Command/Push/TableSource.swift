import Foundation

/// A table of a GTFS feed, read piece by piece: a file, or a member of a zip that `unzip` writes while we read, so that nothing is held.
final class TableSource {
    private static let chunk = 1 << 20
    /// What unzip says where an archive has no such member.
    private static let absent: Int32 = 11

    private let handle: FileHandle
    private let process: Process?
    private let path: String
    /// Read ahead, to know whether there is such a member at all.
    private var first: Data?

    private init(_ handle: FileHandle, _ process: Process?, _ path: String) {
        self.handle = handle
        self.process = process
        self.path = path
    }

    /// A file of a folder; nil where there is none.
    static func file(in folder: String, _ table: String) -> TableSource? {
        FileHandle(forReadingAtPath: "\(folder)/\(table)").map { TableSource($0, nil, folder) }
    }

    /// A member of a zip, at its top or in a folder within it; nil where it has none. Throws where the file is no zip, is damaged, or `unzip`
    /// is not there.
    static func member(of path: String, _ table: String) throws -> TableSource? {
        try open(path, table) ?? open(path, "*/\(table)")
    }

    private static func open(_ path: String, _ pattern: String) throws -> TableSource? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["unzip", "-p", path, pattern]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let source = TableSource(pipe.fileHandleForReading, process, path)
        if let data = try pipe.fileHandleForReading.read(upToCount: chunk), !data.isEmpty {
            source.first = data
            return source
        }
        process.waitUntilExit()
        if process.terminationStatus == absent { return nil }
        try source.check()
        // A member without a byte in it.
        return source
    }

    /// The next bytes; nil at the end. Throws where the zip turns out to be damaged.
    func read() throws -> [UInt8]? {
        if let first {
            self.first = nil
            return Array(first)
        }
        if let data = try handle.read(upToCount: TableSource.chunk), !data.isEmpty { return Array(data) }
        try check()
        return nil
    }

    /// Reads no further.
    func stop() {
        process?.terminate()
        process?.waitUntilExit()
    }

    private func check() throws {
        guard let process else { return }
        process.waitUntilExit()
        let status = process.terminationStatus
        guard status == 0 else {
            // 127: env found no such program.
            let isMissing = status == 127
            throw Failure(
                isMissing
                    ? "unzip is not installed (apt-get install unzip), or give the folder of the unpacked feed"
                    : "\(path) is no zip that can be read to its end (unzip says \(status)): fetch it again",
                isMissing
                    ? "unzip n'est pas installé (apt-get install unzip) ; ou donner le dossier du flux déballé"
                    : "\(path) n'est pas un zip lisible jusqu'au bout (unzip dit \(status)) : le reprendre à sa source")
        }
    }
}
