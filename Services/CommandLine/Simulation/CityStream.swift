/// The arrivals of a stretch of a city's time, made quarter of an hour by quarter of an hour as they are read.
public struct CityStream: Sequence, IteratorProtocol, Sendable {
    private let configuration: CityConfiguration
    private let incidents: IncidentGenerator
    private let measures: MeasureGenerator
    private let agenda: AgendaGenerator
    private let span: Range<Int64>
    private var frontier: Int64
    private var week: Week
    private var queue = ArrivalQueue()

    init(_ configuration: CityConfiguration, start: Int64, end: Int64) {
        self.configuration = configuration
        incidents = IncidentGenerator(configuration)
        measures = MeasureGenerator(configuration)
        agenda = AgendaGenerator(configuration)
        span = start..<Swift.max(start, end)
        frontier = start
        week = Week(LocalClock.week(day: LocalClock.local(at: start).day), of: configuration)
    }

    /// Arrivals that are made and not yet read: what the stream holds in memory.
    public var underWay: Int { queue.count }

    /// The next arrival; nil at the end of the stretch.
    public mutating func next() -> Arrival? {
        // All that is still to be made happens at the frontier or after it, so an arrival before it can leave.
        while frontier < span.upperBound, queue.earliest.map({ $0 >= frontier }) ?? true {
            make()
        }
        return queue.removeEarliest()
    }

    private mutating func make() {
        let number = LocalClock.week(day: LocalClock.local(at: frontier).day)
        if number != week.number { week = Week(number, of: configuration) }
        let slot = Slot(start: frontier, week: week, seed: configuration.seed)
        var made: [Arrival] = []
        incidents.incidents(of: slot, bursts: week.bursts(within: span)) { made.append($0) }
        measures.measures(of: slot) { made.append($0) }
        agenda.plans(of: slot) { made.append($0) }
        for arrival in made { queue.insert(arrival) }
        frontier += Slot.length
    }
}
