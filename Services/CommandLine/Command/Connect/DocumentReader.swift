import Domain
import Ingestion
import Schema

/// Reads one document through its adapter, row by row, and hands over what it made in steps of a bounded size.
struct DocumentReader {
    /// Bytes of records after which a step is made.
    private static let stepBytes = 2 << 20

    let setup: FeedSetup
    let tally: FeedTally
    var progress: DocumentProgress
    /// Lines before the document's first, and lines in front of it that are not the file's: for a piece of a file that is followed.
    var lineOffset = 0

    /// Which document of an archive is read, from 0.
    private var part = 0
    private var maker: BatchMaker
    private var adapter: any FeedAdapter
    private let minimisation: Minimisation?

    /// A reader of a document; `memory` is what the adapter knew before it.
    init(_ setup: FeedSetup, progress: DocumentProgress, memory: [UInt8], tally: FeedTally) throws {
        self.setup = setup
        self.progress = progress
        self.tally = tally
        adapter = try setup.adapter(memory: memory, now: progress.fetched)
        minimisation = setup.settings.minimisation
        maker = BatchMaker(territory: setup.territory, source: setup.feed.source, document: progress.name)
    }

    /// What is left to be written once the document was read.
    struct Rest {
        var records: [SpoolRecord]
        var memory: [UInt8]
        var latest: Instant?
        /// Why it could not be read to its end.
        var problem: (any Error)?
    }

    /// Reads it all.
    ///
    /// - Parameters:
    ///   - next: the document's bytes, piece by piece.
    ///   - more: goes on to the next document of an archive, where there is one: the bytes that follow are its own.
    ///   - passing: rows that are in the spool already, and their order as it was then.
    ///   - write: takes the records of a step and how far the document is then.
    /// - Returns: nil where the rows came in another order than before: it must be read again, passing none.
    mutating func read(
        _ next: () throws -> [UInt8]?, more: () throws -> Bool = { false }, passing: (rows: Int, order: SipHash128.Digest)?,
        write: ([SpoolRecord], DocumentProgress) async throws -> Void
    ) async throws -> Rest? {
        let passed = passing?.rows ?? 0
        progress.rows = 0
        progress.order = SipHash128.Digest(low: 0, high: 0)
        part = 0
        var problem: (any Error)?
        rows: while true {
            let row: RowResult
            do {
                row = try adapter.next()
                if case .needsMore = row {
                    if let bytes = try next() { adapter.feed(bytes[...]) } else { adapter.finish() }
                    continue
                }
            } catch {
                problem = problem ?? error
                // What an adapter cannot read holds up no other member: it is ready for another document then.
                guard error is FileProblem, (try? more()) == true else { break }
                refuse("unreadable", field: "document", line: 0)
                part += 1
                continue
            }
            switch row {
            case .observation(let line, let observation):
                progress.take(observation.observationID)
                if progress.rows > passed { add(observation, line + lineOffset) }
            case .problem(let found):
                progress.take("\(found.line),\(found.column),\(found.reason.rawValue)")
                if progress.rows > passed { refuse(found) }
            case .needsMore: continue
            case .end:
                do {
                    guard try more() else { break rows }
                    part += 1
                } catch {
                    problem = problem ?? error
                    break rows
                }
            }
            if let passing, progress.rows == passed, progress.order != passing.order { return nil }
            if maker.recordBytes >= Self.stepBytes {
                let records = maker.take()
                try await write(records, progress)
            }
        }
        if let passing, progress.rows < passing.rows { return nil }
        if let problem { refuseDocument(problem) }
        if setup.feed.reporting == .latest, problem == nil, let latest = maker.latest {
            let end = Instant(seconds: (latest.seconds / setup.slotLength + 1) * setup.slotLength)
            maker.report(until: min(end, progress.fetched))
        }
        return Rest(records: maker.take(), memory: adapter.memory, latest: maker.latest, problem: problem)
    }

    private mutating func add(_ observation: Observation, _ line: Int) {
        var observation = observation
        tally.change { $0.rows += 1 }
        guard observation.sourceID.isEmpty || observation.sourceID == setup.feed.source else {
            refuse("other-source", field: "source_id", line: line)
            return
        }
        observation.sourceID = ""
        minimisation?.keepAllowed(&observation)
        maker.add(observation, line: line)
    }

    private mutating func refuse(_ problem: RowProblem) {
        tally.change { $0.rows += 1 }
        guard !PushTally.isPassedOver(problem.reason) else {
            tally.change { $0.passedOver += 1 }
            return
        }
        refuse(problem.reason.rawValue, field: problem.column == 0 ? "" : "column \(problem.column)", line: problem.line + lineOffset)
    }

    private mutating func refuseDocument(_ problem: any Error) {
        tally.change { $0.failures += 1 }
        refuse("unreadable", field: "document", line: 0)
    }

    mutating func refuse(_ reason: String, field: String, line: Int) {
        tally.refuse(reason, line: line)
        maker.add(
            DeadLetterEntry(
                time: progress.fetched, field: field, reason: reason,
                digest: Self.digest(progress.digest, (part == 0 ? "" : "\(part):") + "\(line)/\(field)/\(reason)"),
                position: UInt64(clamping: line)))
    }

    /// Tells a refusal from others without a word of its content, so that it is not counted twice where it is reported twice.
    private static func digest(_ document: [UInt8], _ place: String) -> [UInt8] {
        let hash = SipHash128(key0: 0x6c65_7474, key1: 0x6572)
        let digest = hash.hash(document + Array(place.utf8))
        return withUnsafeBytes(of: (digest.low.littleEndian, digest.high.littleEndian)) { Array($0) }
    }
}
