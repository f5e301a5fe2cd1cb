import Foundation

/// The executables that were built together with these tests, and the project's own files.
enum Programs {
    /// The five services, upstream first.
    static let services = ["ingestion", "anonymization", "correlation", "forecasting", "notification"]

    /// The folder of the running test bundle, where the build puts the executables too; `QUIETUDE_PROGRAMS` names another.
    static var folder: String {
        if let asked = ProcessInfo.processInfo.environment["QUIETUDE_PROGRAMS"], !asked.isEmpty { return asked }
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
        let itself = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let candidates = [itself, bundle].map { ($0 as NSString).deletingLastPathComponent }
        return candidates.first { FileManager.default.isExecutableFile(atPath: "\($0)/quietude-ingestion") } ?? candidates[0]
    }

    /// The path of an executable, such as `quietude-ingestion`.
    static func path(of name: String) throws -> String {
        let path = "\(folder)/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw HouseError("\(path) is missing: build the whole package (swift build --build-tests), then run the tests")
        }
        return path
    }

    /// The checkout, found from this file.
    static var checkout: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// A file of `compose/config`.
    static func configuration(_ name: String) -> URL { checkout.appendingPathComponent("compose/config/\(name)") }
}
