import Foundation

/// Bytes in which words are looked for.
struct Haystack {
    let bytes: Data

    init(_ bytes: Data) { self.bytes = bytes }

    /// Those of the words that are in it.
    func found(_ words: Set<String>) -> [String] {
        words.filter { bytes.range(of: Data($0.utf8)) != nil }.sorted()
    }

    /// Every file of a folder and its folders.
    static func files(under folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}
