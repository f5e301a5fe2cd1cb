import Domain
import Schema

/// What stands in anonymization's journal: incidents less what was retracted of them.
struct Standing: Equatable {
    /// How often each incident stands.
    private(set) var incidents: [Incident: Int] = [:]
    /// What is wrong with the journal itself, in sentences.
    private(set) var faults: [String] = []

    var count: Int { incidents.values.reduce(0, +) }

    init(_ records: [Record]) throws {
        var written: [Place: Incident] = [:]
        var last: UInt64 = 0
        for record in records {
            if record.sequence <= last { faults.append("record \(record.sequence) comes after record \(last)") }
            last = record.sequence
            switch record.type {
            case .incidents:
                for (index, incident) in try IncidentBatch(decoding: record.payload).incidents.enumerated() {
                    written[Place(sequence: record.sequence, index: UInt32(index))] = incident
                    incidents[incident, default: 0] += 1
                }
            case .retractions:
                for retraction in try RetractionBatch(decoding: record.payload).retractions {
                    let place = Place(sequence: retraction.sequence, index: retraction.index)
                    guard let incident = written.removeValue(forKey: place), retraction.retracted == .incident(incident) else {
                        faults.append("record \(record.sequence) retracts what is not at \(place)")
                        continue
                    }
                    incidents[incident] = incidents[incident] == 1 ? nil : (incidents[incident] ?? 0) - 1
                }
            default: break
            }
        }
    }

    /// Where an incident stands in the journal.
    private struct Place: Hashable {
        let sequence: UInt64
        let index: UInt32
    }

    /// The same without cells: kind, category and slot, which a test can tell from what it pushed.
    var bySlot: [Facts: Int] {
        incidents.reduce(into: [:]) { sums, entry in
            let (incident, count) = entry
            sums[Facts(kind: incident.kind, category: incident.category, slot: incident.slot), default: 0] += count
        }
    }

    /// What is known of an incident without projecting its place.
    struct Facts: Hashable {
        let kind: SourceKind
        let category: Category
        let slot: TimeSlot
    }

    /// What must stand after the plans were pushed to their ends.
    static func expected(of plans: [PushPlan]) -> [Facts: Int] {
        var sums: [Facts: Int] = [:]
        for plan in plans {
            let kind: SourceKind = plan.source == "fire" ? .fireBrigade : .policeLog
            for case let observation? in plan.standing.values {
                guard let start = observation.phenomenonStart, let category = Category(code: observation.originalCode) else { continue }
                let slot = TimeSlot(containing: start, length: TimeSlot.defaultLength)
                sums[Facts(kind: kind, category: category, slot: slot), default: 0] += 1
            }
        }
        return sums
    }
}
