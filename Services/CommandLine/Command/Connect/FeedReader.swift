import Domain
import Foundation
import Ingestion
import Journal

/// Reads one feed: looks at its origin, fetches what is new, and writes what it holds into the spool.
struct FeedReader {
    let setup: FeedSetup
    let writer: SpoolWriter
    let tally: FeedTally
    /// Where the document that is being read lies.
    let file: DocumentFile
    let fetch: HTTPFetch?
    let now: @Sendable () -> Instant

    private var place: FeedPlace
    private var memory: [UInt8]
    private var spool: Spool { writer.spool }
    private var feed: ConnectorFeed { setup.feed }

    init(
        _ setup: FeedSetup, writer: SpoolWriter, tally: FeedTally, file: DocumentFile, fetch: HTTPFetch?,
        now: @escaping @Sendable () -> Instant
    ) async throws {
        self.setup = setup
        self.writer = writer
        self.tally = tally
        self.file = file
        self.fetch = fetch
        self.now = now
        place = try await writer.spool.place()
        memory = try await writer.spool.memory()
    }

    /// Goes on with what a former process left half read.
    mutating func resume() async throws {
        guard let document = place.document else {
            file.remove()
            return
        }
        if file.identity()?.digest == document.digest {
            try await readDocument(document)
        } else {
            // It was fetched and not yet begun when the process died, or is gone: it is fetched again.
            place.document = nil
            try await writer.write(.init(place: place))
        }
    }

    /// Looks at the origin once, and reads all that is new. Throws where the origin cannot be read now.
    mutating func look() async throws {
        tally.change { $0.looks += 1 }
        switch feed.origin {
        case .poll(let polled): try await poll(polled)
        case .folder(let watched): try await watch(watched)
        case .tail(let followed): try await follow(followed)
        }
    }

    // MARK: Polling

    private mutating func poll(_ polled: ConnectorFeed.Polled) async throws {
        let began = now()
        var document: DocumentProgress
        if polled.url.hasPrefix("file://") {
            guard let found = try copy(polled) else { return try await unchanged(at: began) }
            document = found
        } else {
            guard let fetch else { return }
            switch try await fetch.fetch(polled.url, etag: place.etag, lastModified: place.lastModified, into: file) {
            case .unchanged: return try await unchanged(at: began)
            case .document(let digest, let etag, let lastModified):
                document = DocumentProgress(name: polled.url, digest: digest, fetched: began)
                document.etag = etag
                document.lastModified = lastModified
            }
        }
        guard document.digest != place.digest else {
            place.etag = document.etag
            place.lastModified = document.lastModified
            file.remove()
            return try await unchanged(at: began)
        }
        try await readDocument(document)
    }

    private func copy(_ polled: ConnectorFeed.Polled) throws -> DocumentProgress? {
        let path = URL(string: polled.url)?.path ?? ""
        guard let stamp = FileStamp(path: path) else {
            throw Failure("\(path) is not a file that can be read", "\(path) n'est pas un fichier lisible")
        }
        let version = "\(stamp.size)/\(stamp.changed)/\(stamp.node)"
        guard version != place.etag, let digest = try copy(path, stamp) else { return nil }
        var document = DocumentProgress(name: polled.url, digest: digest, fetched: now())
        document.etag = version
        return document
    }

    /// Copies a file, so that nobody changes it while it is read; nil where it changed meanwhile.
    private func copy(_ path: String, _ stamp: FileStamp) throws -> [UInt8]? {
        var writing = try file.write(maximum: feed.maximumSize)
        do {
            var reading = try DocumentFile.Reading(path)
            while let bytes = try reading.next() { try bytes.withUnsafeBytes { try writing.append($0) } }
            let digest = try writing.finish()
            guard FileStamp(path: path) == stamp else { return nil }
            return digest
        } catch {
            writing.abandon()
            throw error
        }
    }

    /// Nothing is new, which is news where the source says how far it has reported.
    private mutating func unchanged(at began: Instant) async throws {
        tally.change { $0.unchanged += 1 }
        // While the house is away one such word after the other would fill the spool.
        guard feed.reporting == .poll, try await spool.waiting() == 0 else { return }
        var maker = BatchMaker(territory: setup.territory, source: feed.source, document: "")
        maker.report(until: began)
        try await writer.write(.init(records: maker.take(), place: place))
    }

    // MARK: A folder

    private mutating func watch(_ watched: ConnectorFeed.Watched) async throws {
        let candidates = try FolderLook(folder: watched, now: now().seconds).candidates()
        try await forget(but: candidates, watched)
        var failure: (any Error)?
        for candidate in candidates {
            try Task.checkCancellation()
            let known = try await spool.file(candidate.name)
            if known?.stamp == candidate.stamp {
                if watched.removes { try await removeRead(candidate, watched) }
                continue
            }
            do {
                guard let digest = try copy(candidate.path, candidate.stamp) else { continue }
                if known?.digest == digest {
                    let handled = HandledFile(name: candidate.name, stamp: candidate.stamp, digest: digest)
                    try await writer.write(.init(place: place, file: handled))
                    tally.change { $0.unchanged += 1 }
                    continue
                }
                var document = DocumentProgress(name: candidate.name, digest: digest, fetched: now())
                document.stamp = candidate.stamp
                try await readDocument(document)
                if watched.removes { try await removeRead(candidate, watched) }
            } catch let error as DocumentFile.Unusable {
                // One file that cannot be read holds up no other.
                failure = error
            }
        }
        file.remove()
        if let failure { throw failure }
    }

    /// Removes a file once the house has everything that was in it.
    private func removeRead(_ candidate: FolderLook.Candidate, _ watched: ConnectorFeed.Watched) async throws {
        guard try await spool.waiting() == 0, FileStamp(path: candidate.path) == candidate.stamp else { return }
        unlink(candidate.path)
        if let suffix = watched.doneSuffix { unlink(candidate.path + suffix) }
    }

    /// Forgets files that are no longer in the folder.
    private func forget(but candidates: [FolderLook.Candidate], _ watched: ConnectorFeed.Watched) async throws {
        let there = Set((try? FileManager.default.contentsOfDirectory(atPath: watched.path)) ?? []).map(Spool.fileState)
        let gone = Set(try await spool.knownFiles()).subtracting(there)
        guard !gone.isEmpty else { return }
        try await writer.write(.init(place: place, forgotten: gone.sorted()))
    }

    // MARK: A document

    /// Reads the document that lies in `file`, from where its progress stands.
    private mutating func readDocument(_ document: DocumentProgress) async throws {
        // Begun before the first row: a process that dies from here on finds it again.
        if place.document != document {
            place.document = document
            try await writer.write(.init(place: place))
        }
        var passing: (rows: Int, order: SipHash128.Digest)? = document.rows == 0 ? nil : (document.rows, document.order)
        var end: (rest: DocumentReader.Rest, progress: DocumentProgress)?
        while end == nil {
            var reader = try DocumentReader(setup, progress: document, memory: memory, tally: tally)
            let writer = writer
            var step = place
            let rest: DocumentReader.Rest?
            do {
                var bytes = try DocumentBytes(file.path, maximum: feed.maximumUnpacked, members: feed.members)
                rest = try await reader.read({ try bytes.next() }, more: { try bytes.nextMember() }, passing: passing) {
                    records, progress in
                    step.document = progress
                    try await writer.write(.init(records: records, place: step))
                }
            }
            if let rest { end = (rest, reader.progress) } else { passing = nil }
        }
        guard let end else { return }
        try await finish(document, end.rest)
    }

    private mutating func finish(_ document: DocumentProgress, _ rest: DocumentReader.Rest) async throws {
        var records = rest.records
        place.document = nil
        var handled: HandledFile?
        if case .folder = feed.origin {
            handled = HandledFile(name: document.name, stamp: document.stamp, digest: document.digest)
        } else {
            place.digest = document.digest
            place.etag = document.etag
            place.lastModified = document.lastModified
        }
        if feed.reporting == .poll {
            var maker = BatchMaker(territory: setup.territory, source: feed.source, document: "")
            maker.report(until: document.fetched)
            records += maker.take()
        }
        try await writer.write(.init(records: records, place: place, memory: rest.memory, file: handled))
        memory = rest.memory
        tally.change { $0.documents += 1 }
        file.remove()
        if let problem = rest.problem {
            let text = "\(document.name): \(problem)"
            tally.change { $0.readingProblem = text }
        }
    }

    // MARK: A file that grows

    private mutating func follow(_ followed: ConnectorFeed.Followed) async throws {
        let quoted = followed.hasHeader
        let look = TailLook(path: followed.path, quoted: quoted, hasHeader: followed.hasHeader)
        while !Task.isCancelled {
            guard let found = try look.look(place.tail) else {
                throw Failure(
                    "\(followed.path) is not there: name the file that grows",
                    "\(followed.path) n'est pas là : nommer le fichier qui grandit")
            }
            if found.gap { tally.change { $0.gaps += 1 } }
            guard found.cursor != place.tail else { return }
            try await take(found)
            guard found.hasMore || !found.lines.isEmpty else { return }
        }
    }

    private mutating func take(_ found: TailLook.Found) async throws {
        var document = DocumentProgress(name: "", digest: Array("\(found.cursor.node)/\(found.cursor.offset)".utf8), fetched: now())
        if case .tail(let followed) = feed.origin { document.name = (followed.path as NSString).lastPathComponent }
        var reader = try DocumentReader(setup, progress: document, memory: memory, tally: tally)
        let header = found.cursor.header
        // The header is a line in front that the file has at its beginning only.
        reader.lineOffset = found.lineOffset - (header.isEmpty ? 0 : 1)
        if found.overlong > 0 { reader.refuse("too-long", field: "", line: found.lineOffset + 1) }
        if found.gap { reader.refuse("gap", field: "document", line: 0) }
        var pieces = found.lines.isEmpty ? [] : [found.lines, header]
        var records: [SpoolRecord] = []
        let rest = try await reader.read({ pieces.popLast() }, passing: nil) { made, _ in records += made }
        guard let rest else { return }
        place.tail = found.cursor
        // A piece is bounded, so all it gave fits one step: the lines and the place behind them, at once.
        try await writer.write(.init(records: records + rest.records, place: place, memory: rest.memory))
        memory = rest.memory
        if !found.lines.isEmpty { tally.change { $0.documents += 1 } }
    }
}
