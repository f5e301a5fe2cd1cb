import Anonymization
import Domain
import Testing

@Suite("Releases")
struct ReleaseTests {
    private let domain = (0..<50).map { Release.Key(cell: Cell(column: $0, row: 0), category: .theft) }

    @Test("every place of the domain is named, also where nothing happened, and nothing else is")
    func fixedDomain() throws {
        let release = try #require(Release(rho: Rho(billionths: 500_000_000), contribution: 1))
        var bits = RandomBits(SplitMix64(seed: 1))
        let stranger = Release.Key(cell: Cell(column: 99, row: 9), category: .theft)
        let published = release.publish([domain[3]: 40, stranger: 1_000], over: domain, &bits)
        #expect(published.map(\.key) == domain)
        #expect(published.map(\.count).max() ?? 0 < 100)
    }

    @Test("noise is centred on the count")
    func unbiased() throws {
        let release = try #require(Release(epsilon: ratio("1"), contribution: 1))
        var bits = RandomBits(SplitMix64(seed: 2))
        var sum: Int64 = 0
        for _ in 0..<200 { sum += release.publish([:], over: domain, &bits).reduce(0) { $0 + $1.count } }
        // 10,000 draws of standard deviation 1.36: 5 standard errors.
        #expect(abs(sum) < 680)
    }
}
