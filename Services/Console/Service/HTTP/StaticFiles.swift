import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The page's own files: read and compressed once at the start, served from memory.
struct StaticFiles: Sendable {
    private struct File: Sendable {
        let type: String
        let tag: String
        let plain: ByteBuffer
        let packed: ByteBuffer?
    }

    private let files: [String: File]
    /// A folder that is being worked on: read anew for each request.
    private let live: String?
    /// Bytes of all files as they go over the wire.
    let packedBytes: Int

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "ico": "image/x-icon", "woff2": "font/woff2", "webmanifest": "application/manifest+json", "yaml": "application/yaml; charset=utf-8",
        "txt": "text/plain; charset=utf-8", "geojson": "application/geo+json",
    ]
    private static let maximumFileBytes = 8 << 20

    /// Reads a folder, and those laid over it under a path (such as an installed library's).
    ///
    /// - Parameter isLive: for whoever writes the page: its files are read anew for each request.
    init(folder: String, extra: [String: String] = [:], isLive: Bool = false) {
        live = isLive ? folder : nil
        var files: [String: File] = [:]
        Self.read(folder, under: "", into: &files)
        for (prefix, folder) in extra { Self.read(folder, under: prefix, into: &files) }
        self.files = files
        packedBytes = files.values.reduce(0) { $0 + ($1.packed ?? $1.plain).readableBytes }
    }

    private static func read(_ folder: String, under prefix: String, into files: inout [String: File]) {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return }
        for case let name as String in walk {
            guard let type = types[(name as NSString).pathExtension.lowercased()],
                !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
                let data = FileManager.default.contents(atPath: "\(folder)/\(name)"), data.count <= maximumFileBytes
            else { continue }
            files[prefix + "/" + name] = file([UInt8](data), name, type)
        }
    }

    private static func file(_ bytes: [UInt8], _ name: String, _ type: String) -> File {
        let digest = SHA256.hash(data: bytes).prefix(12).map { String($0, radix: 16) }.joined()
        let isPacked = ["png", "woff2", "ico"].contains((name as NSString).pathExtension)
        return File(
            type: type, tag: "\"\(digest)\"", plain: ByteBuffer(bytes: bytes),
            packed: isPacked ? nil : Gzip.compress(bytes, level: 9).map { ByteBuffer(bytes: $0) })
    }

    private func file(_ name: String) -> File? {
        guard let live, !name.hasPrefix("/library"), !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
            let type = Self.types[(name as NSString).pathExtension.lowercased()],
            let data = FileManager.default.contents(atPath: live + name), data.count <= Self.maximumFileBytes
        else { return files[name] }
        return Self.file([UInt8](data), name, type)
    }

    /// The file of a path; nil where there is none. A path without an ending is the page itself, whose views have paths of their own.
    func response(_ path: String, _ request: Request) -> Response? {
        let name = path == "/" ? "/index.html" : path
        let isPage = !name.split(separator: "/").contains { $0.contains(".") }
        guard let file = file(isPage ? "/index.html" : name) else { return nil }
        var headers: HTTPFields = [
            .contentType: file.type, .eTag: file.tag, .vary: "Accept-Encoding",
            // Names do not change with their content: ask each time, and be told that nothing changed.
            .cacheControl: file.type.hasPrefix("text/html") ? "no-cache" : "public, max-age=0, must-revalidate",
        ]
        if request.headers[.ifNoneMatch]?.contains(file.tag) == true { return Response(status: .notModified, headers: headers) }
        guard let packed = file.packed, request.headers[.acceptEncoding]?.contains("gzip") == true else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: packed))
    }
}
