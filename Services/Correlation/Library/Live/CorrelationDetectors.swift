/// What a territory is watched with beside the counts of its cells.
public struct CorrelationDetectors: Sendable {
    /// What operators know to be worth saying.
    public var rules: RuleSet
    /// What was learnt to lead to what.
    public var associations: [Association]
    /// How clusters are sought on the watermark; nil for not at all.
    public var scan: ScanWatchSettings?

    /// How series of each source are watched by the hour; nil for not at all.
    public var series: StreamingDetectorSettings?

    /// Nothing but the counts of cells, or more.
    public init(
        rules: RuleSet = RuleSet(), associations: [Association] = [], scan: ScanWatchSettings? = nil,
        series: StreamingDetectorSettings? = nil
    ) {
        self.rules = rules
        self.associations = associations
        self.scan = scan
        self.series = series
    }

    var isEmpty: Bool { rules.rules.isEmpty && associations.isEmpty && scan == nil && series == nil }
}
