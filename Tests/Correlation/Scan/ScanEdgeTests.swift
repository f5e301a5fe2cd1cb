import Testing

@testable import Correlation

@Suite("Scans of nearly nothing")
struct ScanEdgeTests {
    static let settings = ScanSettings(cellSize: 250, maximumRadius: 500, historyDays: 20, maximumWindow: 3, replications: 99)

    private func run(_ city: ScanCity, _ settings: ScanSettings = Self.settings) async throws -> ScanResult {
        try await city.scan(settings).run()
    }

    @Test("No event is no cluster")
    func none() async throws {
        let result = try await run(ScanCity(seed: 1, events: 0))
        #expect(result.clusters.isEmpty && result.cases == 0)
    }

    @Test("One event is no cluster: it is all there is")
    func one() async throws {
        var city = ScanCity(seed: 1, events: 0)
        city.plant(1, column: 0, row: 0)
        #expect(try await run(city).clusters.isEmpty)
    }

    @Test("Events of one day are no cluster: no cell has another day to compare with")
    func oneDay() async throws {
        #expect(try await run(ScanCity(seed: 2, events: 50, days: 1)).clusters.isEmpty)
    }

    @Test("Last days without any event have no cluster")
    func quietEnd() async throws {
        var city = ScanCity(seed: 2, events: 50)
        city.events.removeAll { $0.day > ScanCity.lastDay - 3 }
        #expect(try await run(city).clusters.isEmpty)
    }

    @Test("A history that ends before the events has no case")
    func endBefore() throws {
        let scan = try SpaceTimeScan(ScanCity(seed: 2, events: 50).cases, lastDay: 10_000, settings: Self.settings)
        #expect(scan.caseCount == 0 && scan.clusters.isEmpty)
    }

    @Test("A history longer than the events gives the ratio of its own days")
    func longHistory() throws {
        var settings = Self.settings
        settings.historyDays = 3_000
        let city = ScanCity(seed: 4, events: 60)
        let found = try city.scan(settings).clusters.first?.logLikelihoodRatio ?? 0
        #expect(abs(found - BruteForceScan(settings, lastDay: ScanCity.lastDay).maximum(city.events)) < 1e-9)
    }

    @Test("A radius of 0 looks at single cells")
    func noRadius() throws {
        var settings = Self.settings
        settings.maximumRadius = 0
        let clusters = try ScanCity(seed: 4, events: 60).scan(settings).clusters
        #expect(!clusters.isEmpty && clusters.allSatisfy { $0.radius == 0 && $0.cells.count == 1 })
    }

    @Test("A radius beyond the city takes it all")
    func wideRadius() throws {
        var settings = Self.settings
        settings.maximumRadius = 1e12
        let city = ScanCity(seed: 4, events: 40, width: 5)
        let found = try city.scan(settings).clusters.first?.logLikelihoodRatio ?? 0
        #expect(abs(found - BruteForceScan(settings, lastDay: ScanCity.lastDay).maximum(city.events)) < 1e-9)
    }

    @Test("A window longer than the history is as long as it")
    func longWindow() throws {
        var settings = Self.settings
        settings.historyDays = 5
        settings.maximumWindow = 30
        let city = ScanCity(seed: 4, events: 80)
        let clusters = try city.scan(settings).clusters
        #expect(clusters.allSatisfy { $0.firstDay > ScanCity.lastDay - 5 })
    }

    @Test("Without permutations the clusters are there and their p-values are 1")
    func noReplications() async throws {
        var settings = Self.settings
        settings.replications = 0
        let result = try await run(ScanCity(seed: 4, events: 60), settings)
        #expect(!result.clusters.isEmpty && result.clusters.allSatisfy { $0.pValue == 1 && $0.gumbelPValue == nil })
    }

    @Test("The number of clusters is held to what was asked for")
    func fewClusters() throws {
        var settings = Self.settings
        settings.maximumClusters = 2
        #expect(try ScanCity(seed: 4, events: 90).scan(settings).clusters.count == 2)
    }

    @Test(
        "A setting that cannot be is named",
        arguments: [
            ("cell size", ScanSettings(cellSize: 0)), ("largest radius", ScanSettings(maximumRadius: -.infinity)),
            ("history", ScanSettings(historyDays: 0)), ("longest window", ScanSettings(maximumWindow: 0)),
            ("replications", ScanSettings(replications: -1)), ("largest share of cases", ScanSettings(maximumShare: 0)),
            ("number of clusters", ScanSettings(maximumClusters: 0)),
        ])
    func badSetting(name: String, settings: ScanSettings) {
        #expect {
            try ScanCity(seed: 1, events: 5).scan(settings)
        } throws: { error in
            if case .badSetting(name, _, _) = error as? ScanError { true } else { false }
        }
    }

    @Test("Columns of different lengths are refused")
    func unequalColumns() {
        #expect(throws: ScanError.unequalColumns(name: "days", count: 1, expected: 2)) {
            try ScanCases(columns: [1, 2], rows: [1, 2], days: [1])
        }
    }

    @Test("A scan that would need more memory than it may take is refused before it takes it")
    func tooLarge() {
        var cases = ScanCases()
        for column in 0..<4 as Range<Int32> { cases.append(column: column, row: 0, day: ScanCity.lastDay, count: 400_000) }
        #expect {
            try SpaceTimeScan(
                cases, lastDay: ScanCity.lastDay, settings: ScanSettings(maximumRadius: 2_000, historyDays: 366, maximumWindow: 366))
        } throws: { error in
            if case .tooLarge = error as? ScanError { true } else { false }
        }
    }
}
