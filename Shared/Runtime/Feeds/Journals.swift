public import Journal
import Logging
import ServiceLifecycle

/// The journals of one service, each opened once.
public actor Journals {
    /// A journal that is open, and what is known of it.
    public struct Opened: Sendable {
        /// The journal; it is closed with all others.
        public let journal: any Journal
        /// What its records say of it.
        public let facts: FeedFacts
    }

    private let open: @Sendable (String) async throws(JournalError) -> any Journal
    private let stored: @Sendable () throws -> [String]
    private var opening: [String: Task<Opened, any Error>] = [:]
    private var isClosed = false

    /// The journals of a directory.
    public init(_ directory: JournalDirectory) {
        open = { territory throws(JournalError) in try await directory.open(territory: territory) }
        stored = { directory.territories() }
    }

    /// Journals that are opened and listed by the caller's own means, as in a test.
    public init(
        stored: @escaping @Sendable () throws -> [String] = { [] },
        open: @escaping @Sendable (String) async throws(JournalError) -> any Journal
    ) {
        self.open = open
        self.stored = stored
    }

    /// The journal of a territory, opened or made at the first call.
    public func journal(territory: String) async throws -> Opened {
        guard !isClosed else { throw CancellationError() }
        if let task = opening[territory] { return try await task.value }
        let task = Task { [open] in
            let journal = try await open(territory)
            return Opened(journal: journal, facts: try await FeedFacts(readingFrom: journal))
        }
        opening[territory] = task
        do { return try await task.value } catch {
            // Unless someone who failed with us has begun anew already.
            if opening[territory] == task { opening[territory] = nil }
            throw error
        }
    }

    /// The territories that have a journal on disk, open or not.
    public func storedTerritories() throws -> [String] { try stored() }

    /// All that are open, in order of territory.
    public func opened() async -> [Opened] {
        var all: [Opened] = []
        for territory in opening.keys.sorted() {
            if let opened = try? await opening[territory]?.value { all.append(opened) }
        }
        return all
    }

    /// Closes all; none can be opened afterwards.
    public func close() async {
        isClosed = true
        for opened in await opened() { await opened.journal.close() }
    }
}
