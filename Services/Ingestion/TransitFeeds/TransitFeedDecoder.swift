import Ingestion
import Schema

/// Reads GTFS-Realtime with protobuf-c, an entity at a time, and tells the adapter what is measured of each.
///
/// Joins `Schema`, which knows the bytes, to `Ingestion`, which knows what they mean and sees no protobuf.
public struct TransitFeedDecoder: TransitFeedDecoding {
    /// A decoder; it holds nothing.
    public init() {}

    /// Reads one `FeedMessage`. Throws where the bytes are not one, or it is not a whole data set.
    public func decode(_ bytes: [UInt8], into receiver: inout TransitFeedReceiver) throws(FileProblem) {
        let problem = bytes.withUnsafeBytes { bytes -> FileProblem? in
            do throws(FileProblem) {
                try read(bytes, into: &receiver)
                return nil
            } catch {
                return error
            }
        }
        if let problem { throw problem }
    }

    private func read(_ bytes: UnsafeRawBufferPointer, into receiver: inout TransitFeedReceiver) throws(FileProblem) {
        let feed = TransitFeed(bytes)
        let header = try told { () throws(SchemaError) in try feed.header() }
        try receiver.header(timestamp: header.timestamp, incrementality: header.incrementality)
        let now = receiver.timestamp
        let arena = Arena(capacity: 1 << 18)
        var problems: [(Int, SchemaError)] = []
        try told { () throws(SchemaError) in
            try feed.forEachEntity(
                arena: arena, problem: { if problems.count < Self.maximumProblems { problems.append(($0, $1)) } },
                { number, entity in
                    // A whole data set deletes nothing; an entity that says so is passed.
                    if entity.isDeleted { return }
                    if let update = entity.tripUpdate { receiver.add(TransitTrip(number: number, update, now: now)) }
                    if let vehicle = entity.vehicle { receiver.add(TransitVehicle(number: number, vehicle, entity)) }
                    if let alert = entity.alert { receiver.add(TransitAlert(number: number, alert, entity)) }
                })
        }
        for (number, error) in problems {
            receiver.problem(number, .limit, "entity \(number) of the feed cannot be read: \(error); the rest goes on")
        }
    }

    private func told<Value>(_ body: () throws(SchemaError) -> Value) throws(FileProblem) -> Value {
        do throws(SchemaError) {
            return try body()
        } catch {
            throw FileProblem(description: "not a GTFS-Realtime feed: \(error)")
        }
    }

    private static let maximumProblems = 1_000
}
