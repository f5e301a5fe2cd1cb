import Domain
import Foundation
import Ingestion

/// One feed with all that it takes to read it.
struct FeedSetup: Sendable {
    let feed: ConnectorFeed
    let territory: String
    let settings: PushSettings
    /// Seconds of a slot.
    let slotLength: Int64

    /// Puts together what the configuration names; paths in it are relative to its own folder.
    init(_ feed: ConnectorFeed, territory: String, declared: Declared, folder: URL) throws {
        self.feed = feed
        self.territory = territory
        func path(_ name: String) -> String { URL(fileURLWithPath: name, relativeTo: folder).path }
        let format = InputFormat(feed.format)
        settings = try PushSettings(
            path: "", territory: territory, source: feed.source, declared: declared, zone: feed.zone, placeFiles: feed.places.map(path),
            timetable: feed.timetable.map(path), device: feed.device, format: format)
        slotLength = Int64(settings.context.slotLength)
    }

    /// A fresh adapter that knows what the last one knew.
    ///
    /// - Parameter now: when the document was fetched.
    func adapter(memory: [UInt8], now: Instant) throws -> any FeedAdapter {
        var context = settings.context
        context.now = now
        var adapter = try feed.format.adapter(context)
        if !memory.isEmpty { try adapter.remember(memory) }
        return adapter
    }
}
