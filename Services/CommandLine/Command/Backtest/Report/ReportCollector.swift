import EventFiles
import Forecasting

/// Gathers windows for a report while they pass, so that none need be kept.
struct ReportCollector {
    private let wantsPage: Bool
    private var equity: EquityTally?
    private let attribute: String
    private var evaluation = ForecastEvaluation()
    private var last: WindowForecast?

    init(wantsPage: Bool, equity: EquityTally?, attribute: String) {
        self.wantsPage = wantsPage
        self.equity = equity
        self.attribute = attribute
    }

    /// Every cell of the grid goes to the zone that its centre lies in; zones without the attribute are left out.
    static func tally(of file: ZoneFile, grid: StudyGrid, source: BacktestSource) throws(EventFileError) -> EquityTally {
        let cells = (0..<grid.count).map { grid.cell(at: $0) }
        let places = try file.zone(
            ofColumns: cells.map(\.column), rows: cells.map(\.row), centredOn: source.centre.lat0, lon0: source.centre.lon0,
            size: source.cell)
        var zones: [EquityZone] = []
        var ranked = [Int?](repeating: nil, count: file.zones.count)
        for (place, zone) in file.zones.enumerated() {
            guard let value = zone.value else { continue }
            ranked[place] = zones.count
            zones.append(EquityZone(name: zone.name, value: value, residents: zone.residents))
        }
        return EquityTally(zones: zones, zoneOfCell: places.map { $0.flatMap { ranked[$0] } })
    }

    mutating func add(_ window: WindowForecast) {
        if wantsPage {
            evaluation.add(window)
            last = window
        }
        guard equity != nil else { return }
        var observed = [Double](repeating: 0, count: window.cells.count)
        for (place, count) in window.observed { observed[Int(place)] = Double(count) }
        equity?.add(cells: window.cells.map { Int($0) }, expected: window.expected.map(Double.init), observed: observed)
    }

    /// Writes the page where one was asked for, and returns what a person should be warned of.
    func finish(_ result: BacktestResult, options: ReportOptions, source: BacktestSource) throws(EventFileError) -> [String] {
        let section = equity.map { EquitySection(report: $0.report(), attribute: attribute) }
        if let path = options.report, let last {
            let page = ReportPage(
                source: source.events, category: source.category, cellSize: source.cell, result: result, evaluation: evaluation, last: last,
                equity: section)
            var file = try OutputFile(path)
            try file.write(page.html)
            try file.close()
        }
        return section?.warnings ?? []
    }
}
