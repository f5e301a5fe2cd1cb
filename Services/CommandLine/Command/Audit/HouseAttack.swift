import Anonymization
import Domain
import EventFiles
import Foundation
import Projection
import Schema
import Transport

/// What a running house has published, beside the raw events that it was made of: the incidents of anonymization's own journal, without
/// those that were retracted since.
struct HouseAttack {
    let territory: TerritoryEntry
    let published: [Incident]
    let sightings: [AttackTarget.Sighting]

    /// What is asked of a house.
    struct Plan {
        let house: House
        let territory: String
        /// Only incidents of this source's kind, under its mappings; nil for all.
        var source: String?
        /// Time zone of the file's times; nil for the territory's.
        var zone: String?
    }

    /// Reads the journal of a territory to its present end, and places the events on its grid.
    init(_ events: EventTable, _ plan: Plan) async throws {
        let journal = try await HouseAttack.read(plan)
        guard let register = journal.register else {
            throw Failure(
                "the journal of \(plan.territory) holds no register: nothing was anonymized yet",
                "le journal de \(plan.territory) ne contient pas de registre : rien n'a encore été anonymisé")
        }
        let kind = try plan.source.map { name in
            guard let entry = register.source(name) else {
                throw Failure("the register declares no source \"\(name)\"", "le registre ne déclare pas de source « \(name) »")
            }
            return entry.kind
        }
        let name = plan.zone ?? register.territory.timeZone
        guard let zone = TimeZone(identifier: name) else {
            throw Failure(
                "\"\(name)\" is no time zone, such as Europe/Paris", "« \(name) » n'est pas un fuseau horaire, tel que Europe/Paris")
        }
        territory = register.territory
        published = journal.published.filter { kind == nil || $0.kind == kind }
        sightings = try HouseAttack.sightings(events, register, plan.source, zone)
    }

    private struct Journal {
        var register: Register?
        var incidents: [Place: Incident] = [:]

        struct Place: Hashable {
            var sequence: UInt64
            var index: UInt32
        }

        /// In the order of the journal.
        var published: [Incident] {
            incidents.sorted { ($0.key.sequence, $0.key.index) < ($1.key.sequence, $1.key.index) }.map(\.value)
        }

        mutating func take(_ record: Record) throws {
            switch record.type {
            case .register: register = try Register(decoding: record.payload)
            case .incidents:
                for (index, incident) in try IncidentBatch(decoding: record.payload).incidents.enumerated() {
                    incidents[Place(sequence: record.sequence, index: UInt32(index))] = incident
                }
            case .retractions:
                for retraction in try RetractionBatch(decoding: record.payload).retractions {
                    incidents[Place(sequence: retraction.sequence, index: retraction.index)] = nil
                }
            default: break
            }
        }
    }

    private static func read(_ plan: Plan) async throws -> Journal {
        let connection = try Connection(plan.house)
        var journal = Journal()
        do {
            // A subscription waits for its service; a house that is not there is told at once.
            _ = try await connection.health(of: "anonymization", within: .seconds(5))
            let client = try connection.client(of: "anonymization")
            let request = SubscribeRequest(
                territory: plan.territory, start: .beginning, types: [.register, .incidents, .retractions])
            var last: UInt64?
            for try await batch in client.subscribe(request) {
                // The end is that of the beginning: what comes meanwhile is of another attack.
                let end = last ?? batch.head
                last = end
                for record in batch.records where record.sequence <= end { try journal.take(record) }
                if max(batch.through, batch.records.last?.sequence ?? 0) >= end { break }
            }
        } catch let error as CallError {
            await connection.close()
            throw Failure(
                "the journal of \(plan.territory) cannot be read: \(error.message) (\(error.status.name)); the house must be running (quietude up)",
                "le journal de \(plan.territory) ne peut être lu : \(error.message) (\(error.status.name)) ; la maison doit tourner (quietude up)"
            )
        }
        await connection.close()
        return journal
    }

    private static func sightings(
        _ events: EventTable, _ register: Register, _ source: String?, _ zone: TimeZone
    ) throws -> [AttackTarget.Sighting] {
        let categories = HouseAttack.categories(events.categoryNames, register, source)
        let projection = try LAEAProjection(grid: register.territory.grid)
        var eastings = events.longitudes
        var northings = events.latitudes
        projection.project(longitudes: &eastings, latitudes: &northings)
        return (0..<events.count).compactMap { index in
            let category = categories[Int(events.categories[index])]
            guard eastings[index].isFinite, category.use != .refused else { return nil }
            let seconds = HouseAttack.seconds(ofWall: events.wallSeconds[index], zone)
            return AttackTarget.Sighting(
                minute: seconds - ((seconds % 60) + 60) % 60, easting: eastings[index], northing: northings[index], category: category)
        }
    }

    /// What the register makes of the file's names: a code of a source, else our own name of a category.
    private static func categories(_ names: [String], _ register: Register, _ source: String?) -> [Domain.Category] {
        let sources = register.sources.filter { source == nil || $0.identifier == source }
        return names.map { name in
            sources.lazy.compactMap { $0.mappings[name] }.first ?? Category(code: name) ?? .other
        }
    }

    /// The instant of a wall clock's time; of the hour that is told twice in autumn, the first.
    private static func seconds(ofWall wall: Int64, _ zone: TimeZone) -> Int64 {
        let guess = wall - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wall))))
        return wall - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(guess))))
    }
}
