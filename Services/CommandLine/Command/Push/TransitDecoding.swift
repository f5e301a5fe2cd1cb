import Ingestion
import TransitFeeds

/// What reads the protobuf of GTFS-Realtime for `push`.
enum TransitDecoding {
    static let decoder: any TransitFeedDecoding = TransitFeedDecoder()
}
