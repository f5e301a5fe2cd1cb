/// Which stations speak for the territory: those that the table of places knows, or the only one of a document.
///
/// Weather is a measure of the whole territory, so its readings bear no position (the nearest station often stands outside, as Marignane's
/// does of Marseille). Météo-France's files hold every station of the country: what a station that is not chosen says keeps its code as
/// `areaCode`, and counts nowhere.
struct StationVoice: Sendable {
    /// Readings that wait to see whether a document speaks of one station.
    static let patience = 2_048

    private let places: PlaceTable
    private var first: String?
    /// A second station was met.
    private var isOne = true
    private var settled = false
    private var held: [RowResult] = []
    /// Whether each station that was met lately speaks.
    private var known: [String: Bool] = [:]
    /// The station asked about last: rows of one follow one another.
    private var last: (station: String, speaks: Bool)?

    init(_ places: PlaceTable) {
        self.places = places
        settled = !places.isEmpty
    }

    /// What becomes of what a station says, where it need not wait: nil where `say` must be asked.
    enum Verdict { case speaks, named }

    /// Whether a station speaks for the territory, where that is settled already.
    mutating func verdict(_ station: String) -> Verdict? {
        if !places.isEmpty { return speaks(station) ? .speaks : .named }
        guard settled, isOne, station == first else { return nil }
        return .speaks
    }

    /// Takes what a station says: gives it back where it need not wait, and puts into the queue what waited until now.
    mutating func say(_ row: RowResult, station: String, to queue: inout RowQueue) -> RowResult? {
        if !places.isEmpty { return speaks(station) ? row : StationVoice.named(row, station) }
        let first = first ?? station
        self.first = first
        if station == first {
            if settled { return isOne ? row : StationVoice.named(row, station) }
            held.append(row)
            if held.count >= StationVoice.patience { release(to: &queue) }
            return nil
        }
        if isOne {
            // There are several: none of them speaks for the territory unasked.
            isOne = false
            if settled {
                queue.append(.problem(StationVoice.severalStations(row)))
            } else {
                held = held.map { StationVoice.named($0, first) }
                release(to: &queue)
            }
            queue.append(StationVoice.named(row, station))
            return nil
        }
        return StationVoice.named(row, station)
    }

    /// The document has ended: whoever was alone speaks for the territory.
    mutating func end(to queue: inout RowQueue) {
        release(to: &queue)
        (first, isOne, settled) = (nil, true, !places.isEmpty)
    }

    private mutating func speaks(_ station: String) -> Bool {
        if let last, last.station == station { return last.speaks }
        // A spreadsheet takes the zero from 07650.
        let speaks = known[station] ?? (places.place(station) != nil || (station.utf8.count == 4 && places.place("0\(station)") != nil))
        last = (station, speaks)
        if known.count < 4_096 { known[station] = speaks }
        return speaks
    }

    private mutating func release(to queue: inout RowQueue) {
        for row in held { queue.append(row) }
        held = []
        settled = true
    }

    private static func severalStations(_ row: RowResult) -> RowProblem {
        var line = 0
        if case .observation(let place, _) = row { line = place }
        return RowProblem(
            line: line, column: 0, reason: .ignored,
            message: "the document speaks of several stations; its first spoke for the territory so far: name yours in the table of places")
    }

    private static func named(_ row: RowResult, _ station: String) -> RowResult {
        guard case .observation(let line, var observation) = row else { return row }
        observation.areaCode = station
        return .observation(line: line, observation)
    }
}
