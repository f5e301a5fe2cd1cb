import Domain

/// Clusters that the scan finds as the watermark moves, told as signals of kind `cluster`: when one is first found, again when it holds half
/// as many more cases or cells, and once, with a p-value of 1, when a scan no longer finds it.
struct ClusterWatch: Sendable {
    /// A cluster that the last scan of its category found.
    struct Standing: Sendable {
        let situation: String
        let category: Category
        var cells: [Cell]
        var start: Int64
        var end: Int64
        var told: Double
        var expected: Double
        var step = 0
    }

    let settings: ScanWatchSettings
    let offset: ZoneOffset
    var watch: ScanWatch
    var clock: LocalClock
    var grid: Grid?
    var standing: [Standing] = []

    /// Beyond this a cluster is not told: one in a thousand scans where nothing is unusual.
    static let level = 0.001

    init(_ settings: ScanWatchSettings, offset: @escaping ZoneOffset) {
        self.settings = settings
        self.offset = offset
        watch = ScanWatch(settings: settings, offset: offset)
        clock = LocalClock(zone: "UTC", offset: offset)
    }

    mutating func register(_ register: Register) {
        watch.register(register)
        clock.zone = register.territory.timeZone
        grid = register.territory.grid
    }

    /// Runs the scans that are due; seeded, so a replay finds the same.
    mutating func advance(to instant: Int64) -> [Signal] {
        var signals: [Signal] = []
        for request in watch.advance(to: instant) {
            guard let scan = try? request.scan() else { continue }
            var maxima: [Double] = []
            // Where nothing is told the permutations are not worth their time.
            if !scan.clusters.isEmpty {
                for batch in 0..<scan.batches where !scan.mayStop(maxima) { maxima += scan.maxima(ofBatches: batch..<batch + 1) }
            }
            signals += judge(request, maxima.isEmpty ? [] : scan.result(maxima).clusters)
        }
        return signals
    }

    private mutating func judge(_ request: ScanRequest, _ clusters: [ScanCluster]) -> [Signal] {
        var signals: [Signal] = []
        let end = instant(of: request.localEnd)
        var found = Set<String>()
        for cluster in clusters where cluster.pValue <= ClusterWatch.level {
            let cells = request.cells(of: cluster)
            let start = instant(of: request.localStart(of: cluster))
            let known = standing.firstIndex {
                $0.category == request.category && !found.contains($0.situation)
                    && ClusterOverlap($0.cells, $0.start..<max($0.end, $0.start + 1), cells, start..<max(end, start + 1)).isSameSituation()
            }
            let index: Int
            if let known {
                index = known
                let grown = Double(cluster.observed) >= 1.5 * standing[index].told || cells.count * 2 >= standing[index].cells.count * 3
                (standing[index].cells, standing[index].start, standing[index].end) = (cells, start, end)
                standing[index].expected = cluster.expected
                found.insert(standing[index].situation)
                if !grown { continue }
            } else {
                index = standing.count
                var fingerprint = Fingerprint()
                fingerprint.combine("cluster")
                for field in [Int64(request.category.rawValue), end, Int64(cluster.centre.column), Int64(cluster.centre.row)] {
                    fingerprint.combine(field)
                }
                standing.append(
                    Standing(
                        situation: fingerprint.hexadecimal, category: request.category, cells: cells, start: start, end: end, told: 0,
                        expected: cluster.expected))
                found.insert(fingerprint.hexadecimal)
            }
            standing[index].told = Double(cluster.observed)
            signals.append(signal(index, pValue: cluster.pValue))
        }
        for index in standing.indices where standing[index].category == request.category && !found.contains(standing[index].situation) {
            standing[index].end = end
            signals.append(signal(index, pValue: nil))
        }
        standing.removeAll { $0.category == request.category && !found.contains($0.situation) }
        return signals
    }

    /// The instant at which the wall clock shows this; of two the later.
    private mutating func instant(of local: Int64) -> Int64 { local &- (clock.local(local) &- local) }

    private mutating func signal(_ index: Int, pValue: Double?) -> Signal {
        standing[index].step += 1
        let cluster = standing[index]
        var identifier = Fingerprint()
        identifier.combine(cluster.situation)
        identifier.combine(Int64(cluster.step))
        let wording = ClusterWording(cluster: cluster, over: pValue == nil)
        return Signal(
            identifier: identifier.hexadecimal, kind: .cluster, category: cluster.category, cells: cluster.cells, start: cluster.start,
            end: cluster.end, observed: pValue == nil ? 0 : cluster.told, expected: cluster.expected, pValue: pValue ?? 1,
            severity: pValue == nil ? .minor : cluster.told >= 3 * cluster.expected ? .severe : .moderate, sources: [],
            french: wording.french(&clock), english: wording.english(&clock), situation: cluster.situation)
    }
}
