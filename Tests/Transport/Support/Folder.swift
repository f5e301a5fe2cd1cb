import Foundation

/// A folder of its own for one test, removed after it.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let path = try makeFolder()
    defer { removeFolder(path) }
    return try body(path)
}

/// As `withFolder`, for a test that waits.
func withFolder<R>(_ body: (String) async throws -> R) async throws -> R {
    let path = try makeFolder()
    defer { removeFolder(path) }
    return try await body(path)
}

private func makeFolder() throws -> String {
    let path = NSTemporaryDirectory() + "quietude-transport-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
}

private func removeFolder(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

/// Removes the files of a folder.
func emptyFolder(_ path: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) { try FileManager.default.removeItem(atPath: path + "/" + name) }
}
