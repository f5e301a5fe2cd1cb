import Domain

/// The output of a batch while it is being made. What a later observation of the same batch corrects is taken out again, never undone.
struct BatchInHand {
    private struct Touched {
        var book: Int
        var digest: SipHash128.Digest
        var place: CorrectionPlace
        var isReading: Bool
        var index: Int
    }

    /// An observation whose note may be kept: its incident stands in this batch, or stood in the journal before it.
    private struct Noted {
        var observation: Int
        var source: String
        var incident: Incident
        var sequence: UInt64
        var index: UInt32
    }

    private(set) var output = AnonymizedBatch()
    private var touched: [Touched] = []
    private var noted: [Noted] = []
    private var removedIncidents: Set<Int> = []
    private var removedReadings: Set<Int> = []

    /// Adds what goes on; says where it stands for now.
    mutating func append(_ content: Remembered.Content) -> Int {
        switch content {
        case .incident(let incident):
            output.incidents.append(incident)
            return output.incidents.count - 1
        case .reading(let reading):
            output.readings.append(reading)
            return output.readings.count - 1
        case .withdrawn, .nothing: return 0
        }
    }

    /// Notes that the memory of an observation must learn where its content will stand.
    mutating func note(_ place: CorrectionPlace, of book: Int, _ entry: Remembered) {
        switch entry.content {
        case .incident: touched.append(Touched(book: book, digest: entry.digest, place: place, isReading: false, index: Int(entry.index)))
        case .reading: touched.append(Touched(book: book, digest: entry.digest, place: place, isReading: true, index: Int(entry.index)))
        case .withdrawn, .nothing: break
        }
    }

    /// The note of an observation may be kept: what it became, and where that stands.
    mutating func keepNote(of observation: Int, source: String, _ content: Remembered.Content, sequence: UInt64, index: UInt32) {
        guard case .incident(let incident) = content else { return }
        noted.append(Noted(observation: observation, source: source, incident: incident, sequence: sequence, index: index))
    }

    /// Undoes what an observation had become; counts it.
    mutating func undo(_ entry: Remembered, _ counts: inout AnonymizationCounts) {
        let isPending = entry.sequence == Remembered.pending
        let retracted: Retraction.Retracted
        switch entry.content {
        case .withdrawn, .nothing: return
        case .incident(let incident):
            if isPending { removedIncidents.insert(Int(entry.index)) }
            retracted = .incident(incident)
        case .reading(let reading):
            if isPending { removedReadings.insert(Int(entry.index)) }
            retracted = .reading(reading)
        }
        if isPending {
            counts.superseded &+= 1
        } else {
            counts.retractions &+= 1
            output.retractions.append(Retraction(sequence: entry.sequence, index: entry.index, retracted: retracted))
        }
    }

    /// The finished batch; tells the memories where everything stands.
    mutating func finish(_ books: inout [SourceBook], nextSequence: UInt64, counts: AnonymizationCounts) -> AnonymizedBatch {
        let incidentIndices = BatchInHand.compact(&output.incidents, removedIncidents)
        let readingIndices = BatchInHand.compact(&output.readings, removedReadings)
        let incidentSequence = nextSequence &+ (output.retractions.isEmpty ? 0 : 1)
        let readingSequence = incidentSequence &+ (output.incidents.isEmpty ? 0 : 1)
        for item in touched {
            let indices = item.isReading ? readingIndices : incidentIndices
            guard let index = indices.map({ $0[item.index] }) ?? item.index else { continue }
            books[item.book].memory.settle(
                item.digest, at: item.place, sequence: item.isReading ? readingSequence : incidentSequence, index: UInt32(index))
        }
        for item in noted {
            let isPending = item.sequence == Remembered.pending
            var index: Int? = Int(item.index)
            if isPending, let incidentIndices { index = incidentIndices[Int(item.index)] }
            guard let index else { continue }
            output.notes.append(
                NotePlace(
                    observation: item.observation, key: PseudonymKey(source: item.source, at: Instant(seconds: item.incident.slot.end)),
                    incident: item.incident, sequence: isPending ? incidentSequence : item.sequence, index: UInt32(index)))
        }
        output.counts = counts
        return output
    }

    /// Takes out what was superseded; the new index of each, nil for what is gone; no table where nothing was.
    private static func compact<Item>(_ items: inout [Item], _ removed: Set<Int>) -> [Int?]? {
        guard !removed.isEmpty else { return nil }
        var indices: [Int?] = []
        var kept: [Item] = []
        for (index, item) in items.enumerated() {
            indices.append(removed.contains(index) ? nil : kept.count)
            if !removed.contains(index) { kept.append(item) }
        }
        items = kept
        return indices
    }
}
