import Foundation

/// The configuration that comes with the programs.
enum ShippedConfiguration {
    /// `compose/config/NAME` of the checkout that this program was built in, or where a package puts it; nil where it is in neither.
    static func path(of name: String) -> String? {
        var candidates: [String] = []
        var folder = ((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "") as NSString
        while folder.length > 1 {
            folder = folder.deletingLastPathComponent as NSString
            candidates.append(folder.appendingPathComponent("compose/config/\(name)"))
        }
        candidates += ["/etc/quietude/\(name)", "/usr/share/quietude/\(name)"]
        return candidates.first { FileManager.default.fileExists(atPath: $0) }
    }
}
