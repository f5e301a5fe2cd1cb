import Testing

@testable import Correlation

@Suite("EARS")
struct EARSTests {
    private func points(_ method: EARSMethod, _ counts: [Double?], baseline: Int = 7, alpha: Double? = nil) throws -> [EARSPoint] {
        var monitor = try EARSMonitor(EARSSettings(method: method, baseline: baseline, alpha: alpha))
        return counts.map { monitor.append($0) }
    }

    /// Baseline 1 2 3 4 5 6 7: mean 4, variance 28 / 6.
    @Test("C1: mean and z standard deviations of the seven points before")
    func c1() throws {
        let points = try points(.c1, [1, 2, 3, 4, 5, 6, 7, 11])
        #expect(points[..<7].allSatisfy { $0 == .unknown })
        let upper = 4 + 3.090_232_306_167_813 * (28.0 / 6).squareRoot()
        #expect(abs((points[7].upper ?? 0) - upper) < 1e-12)
        #expect(points[7].alarm)
    }

    @Test("C2 leaves out the two points before")
    func c2() throws {
        let points = try points(.c2, [1, 2, 3, 4, 5, 6, 7, 100, 200, 11])
        #expect(points[..<9].allSatisfy { $0 == .unknown })
        #expect(abs((points[9].upper ?? 0) - (4 + 3.090_232_306_167_813 * (28.0 / 6).squareRoot())) < 1e-12)
        #expect(points[9].alarm)
    }

    /// Baseline 3 of 0 3 6 ...: s = 3; C2 of the points before are (y - mean) / s.
    @Test("C3 adds what the two points before exceeded their own bound by")
    func c3() throws {
        let counts: [Double?] = [0, 3, 6, 0, 3, 9, 12, 6]
        let points = try points(.c3, counts, baseline: 3)
        #expect(points[..<7].allSatisfy { $0 == .unknown })
        // Point 5: baseline 0 3 6, C2 = (9 - 3) / 3, excess 1. Point 6: baseline 3 6 0, C2 = (12 - 3) / 3, excess 2. Point 7: baseline 6
        // 0 3.
        #expect(abs((points[7].upper ?? -1) - max(0, 6 + 3 * (1.959_963_984_540_054 - 3))) < 1e-12)
        #expect(points[7].alarm)
    }

    @Test("A baseline that never changes bounds at its mean")
    func constant() throws {
        let points = try points(.c1, [2, 2, 2, 2, 2, 2, 2, 3])
        #expect(points[7].upper == 2)
        #expect(points[7].alarm)
    }

    @Test("A missing point in the baseline leaves the bound unknown until it is past")
    func missing() throws {
        let points = try points(.c1, [1, 2, nil, 3, 2, 1, 2, 3, 1, 2, 2])
        #expect(points[7] == .unknown)
        #expect(points[9] == .unknown)
        #expect(points[10].upper != nil)
    }

    @Test("A baseline of two, and an alpha of 1, are refused by name")
    func settings() {
        #expect(throws: SurveillanceError.self) { _ = try EARSMonitor(EARSSettings(method: .c1, baseline: 2)) }
        #expect(throws: SurveillanceError.self) { _ = try EARSMonitor(EARSSettings(method: .c1, alpha: 1)) }
    }
}
