import Domain
import Foundation

/// The shared series with R's answers, read in place.
enum SurveillanceSeries {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/testdata/surveillance")
    static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// Columns by name.
    static func table(_ name: String) throws -> [String: [String]] {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
            }
        }
        var table: [String: [String]] = [:]
        for (column, header) in (rows.first ?? []).enumerated() { table[header] = rows.dropFirst().map { $0[column] } }
        return table
    }

    static func counts(_ name: String) throws -> [Double?] { try (table("\(name).csv")["observed"] ?? []).map { Double($0) } }
}

extension SplitMix64 {
    /// By multiplication of uniforms, halved while the mean is large.
    mutating func poisson(_ mean: Double) -> Int {
        if mean > 30 { return poisson(mean / 2) + poisson(mean / 2) }
        let limit = exp(-mean)
        var (count, product) = (0, unit())
        while product > limit {
            product *= unit()
            count += 1
        }
        return count
    }
}
