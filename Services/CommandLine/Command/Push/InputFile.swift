import Foundation

/// A file to push: plain, compressed (.gz), or standard input.
struct InputFile {
    private let handle: FileHandle
    private let decompressor: Process?
    /// Bytes of a plain file; nil where the length of what will be read is not known.
    let length: UInt64?
    private(set) var position: UInt64 = 0

    private static let chunk = 256 << 10

    /// Opens it; `-` is standard input.
    init(_ path: String) throws {
        if path == "-" {
            (handle, decompressor, length) = (.standardInput, nil, nil)
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isReadableFile(atPath: path)
        else {
            throw Failure(
                "\(path) is not a file that can be read: name a CSV or JSON-lines file, or - for standard input",
                "\(path) n'est pas un fichier lisible : nommer un fichier CSV ou JSON-lines, ou - pour l'entrée standard")
        }
        if path.hasSuffix(".gz") {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["gzip", "-dc", "--", path]
            process.standardInput = FileHandle.nullDevice
            let pipe = Pipe()
            process.standardOutput = pipe
            // What it complains of we say in our own words.
            process.standardError = FileHandle.nullDevice
            try process.run()
            (handle, decompressor, length) = (pipe.fileHandleForReading, process, nil)
        } else {
            guard let opened = FileHandle(forReadingAtPath: path) else {
                throw Failure("\(path) cannot be opened", "\(path) ne peut être ouvert")
            }
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? UInt64
            (handle, decompressor, length) = (opened, nil, size)
        }
    }

    /// The next bytes; nil at the end. Throws where a compressed file is damaged.
    mutating func read() throws -> Data? {
        guard let data = try handle.read(upToCount: Self.chunk), !data.isEmpty else {
            if let decompressor {
                decompressor.waitUntilExit()
                guard decompressor.terminationStatus == 0 else {
                    throw Failure(
                        "damaged: gzip could not read all of it; fetch it again",
                        "abîmé : gzip n'a pu tout lire ; le reprendre à sa source")
                }
            }
            return nil
        }
        position += UInt64(data.count)
        return data
    }
}
