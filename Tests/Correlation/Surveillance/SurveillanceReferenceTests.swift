import Testing

@testable import Correlation

@Suite("Farrington and EARS agree with R's surveillance 1.20.3", .enabled(if: SurveillanceSeries.isThere))
struct SurveillanceReferenceTests {
    @Test("Farrington: the same bound and the same alarm at each of the last 104 points", arguments: ["salmonella.agona", "shadar"])
    func farrington(_ name: String) throws {
        let counts = try SurveillanceSeries.counts(name)
        let expected = try SurveillanceSeries.table("\(name).expected.csv")
        var method = try Farrington(FarringtonSettings(years: max(1, min(3, (counts.count - 104) / 52 - 1))))
        let points = method.evaluate(counts, from: counts.count - 104)
        #expect(points.map(\.upper) == expected["farrington_upper"]?.map { Double($0) })
        #expect(points.map(\.alarm) == expected["farrington_alarm"]?.map { $0 == "1" })
    }

    @Test("EARS C1: the same bound to nine digits and the same alarm", arguments: ["salmonella.agona", "shadar"])
    func ears(_ name: String) throws {
        let counts = try SurveillanceSeries.counts(name)
        let expected = try SurveillanceSeries.table("\(name).expected.csv")
        var monitor = try EARSMonitor(EARSSettings(method: .c1))
        let points = counts.map { monitor.append($0) }.suffix(104)
        for (point, upper) in zip(points, try #require(expected["ears_c1_upper"])) {
            #expect(abs((point.upper ?? .nan) - (Double(upper) ?? .nan)) < 1e-9)
        }
        #expect(points.map(\.alarm) == expected["ears_c1_alarm"]?.map { $0 == "1" })
    }
}
