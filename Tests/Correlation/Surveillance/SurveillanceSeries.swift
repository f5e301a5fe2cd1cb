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

/// A reproducible generator (SplitMix64), and the draws that the tests need.
struct SurveillanceDraws: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func uniform() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// By multiplication of uniforms, halved while the mean is large.
    mutating func poisson(_ mean: Double) -> Int {
        if mean > 30 { return poisson(mean / 2) + poisson(mean / 2) }
        let limit = exp(-mean)
        var (count, product) = (0, uniform())
        while product > limit {
            product *= uniform()
            count += 1
        }
        return count
    }
}
