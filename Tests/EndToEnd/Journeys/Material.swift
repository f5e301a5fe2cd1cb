import Foundation

/// Real material, read in place beside the project, and the fixtures of other tests.
enum Material {
    static let houston = shared("data/events/houston-2010.csv.gz")
    static let policeLog = shared("samples/police-log/main-courante-B-utf8bom-wgs84.csv")
    /// Its last rows are of October 2026: nothing is taken in that has not happened.
    static let policeLogIsPast = Date.now.timeIntervalSince1970 > 1_793_491_200
    static let expectations = shared("samples/expected.json")

    /// The text of a register that the tests of ingestion use.
    static func register(_ name: String) throws -> String {
        try String(contentsOf: Programs.checkout.appending(path: "Tests/Ingestion/Fixtures/\(name)"), encoding: .utf8)
    }

    static func isThere(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    private static func shared(_ path: String) -> URL {
        URL(filePath: #filePath).resolvingSymlinksInPath().appending(path: "../../../../../shared/\(path)").standardizedFileURL
    }
}
