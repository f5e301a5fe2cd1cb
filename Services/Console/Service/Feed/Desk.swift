import Console
import Domain
import Journal
import Logging
import Runtime
import Schema

/// One territory of the console: its picture, kept up to date from the journal, and the browsers that watch it.
///
/// The actor guards the picture. A view takes a copy (copies share their memory) and is made outside.
actor Desk {
    let territory: String
    private let journal: any Journal
    private let outlines: OutlineFile?
    private let logger: Logger
    private(set) var picture = Picture()
    private var read: UInt64 = 0
    private var isLive = false
    private var stream: EventStream
    private var pending = PendingEvents()

    private static let pageBytes = 4 << 20
    private static let heartbeat = Duration.seconds(15)
    private var nextBeat = ContinuousClock.now

    init(_ journal: any Journal, outlines: OutlineFile?, epoch: String, logger: Logger) {
        territory = journal.territory
        self.journal = journal
        self.outlines = outlines
        self.logger = logger
        stream = EventStream(epoch: epoch)
    }

    /// Reads the journal as it grows, until it closes.
    func run() async {
        do {
            for comment in try await CommentBook(journal).read() { waiting.append(comment) }
            for score in try await ScoreBook(journal).read() { picture.apply(score) }
        } catch {
            logger.error("What the console kept beside its journal cannot be read", metadata: ["reason": "\(error)"])
        }
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await head in self.journal.heads() { await self.catchUp(to: head) }
                await self.close()
            }
            group.addTask {
                while !Task.isCancelled, await self.tick() { try? await Task.sleep(for: .milliseconds(500)) }
            }
        }
    }

    /// What a book of plans was made from.
    private struct BookKey: Hashable {
        var watermark: Int64?
        var issued: Int64?
        var zone: String?
    }

    private var books: [BookKey: Task<PlanBook, Never>] = [:]
    /// Books kept: one for the territory, and those of the zones that were asked for.
    private static let maximumBooks = 24
    /// Where teams should stand.
    let coverage = CoverageDesk()
    /// Comments of alerts that have not been read yet.
    private var waiting: [Comment] = []
    private var isClosed = false

    private func catchUp(to head: UInt64) async {
        var made: [ForecastScore] = []
        while read < head, !Task.isCancelled {
            let page: JournalPage
            do { page = try await journal.read(after: read, types: [], maximumBytes: Self.pageBytes) } catch {
                logger.error("The console's journal cannot be read", metadata: ["territory": "\(territory)", "reason": "\(error)"])
                return
            }
            for record in page.records where record.sequence > read { made += apply(record) }
            guard page.scannedThrough > read else { break }
            read = page.scannedThrough
            flushUrgent()
        }
        if !isLive {
            isLive = true
            for comment in waiting { picture.apply(comment) }
            waiting = []
        }
        if !made.isEmpty {
            do { try await ScoreBook(journal).add(made) } catch {
                logger.warning("Scores of forecasts were not kept", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// A record that cannot be read was refused by the stage already; here it is passed over.
    private func apply(_ record: Record) -> [ForecastScore] {
        switch record.type {
        case .incidents:
            if let batch = try? IncidentBatch(decoding: record.payload) {
                picture.apply(batch.incidents)
                pending.incidents += batch.incidents.count
            }
        case .text: if let batch = try? TextBatch(decoding: record.payload) { picture.apply(batch.texts) }
        case .readings: if let batch = try? ReadingBatch(decoding: record.payload) { picture.apply(batch.readings) }
        case .retractions: if let batch = try? RetractionBatch(decoding: record.payload) { picture.apply(batch.retractions) }
        case .signal:
            if let signal = try? Signal(decoding: record.payload) { pending.situations.insert(picture.apply(signal)) }
        case .forecast:
            if let forecast = try? Forecast(decoding: record.payload) {
                pending.issued = max(pending.issued ?? .min, forecast.issuedAt)
                return picture.apply(forecast)
            }
        case .alert: if let alert = try? Alert(decoding: record.payload) { pending.threads.insert(picture.apply(alert)) }
        case .action:
            if let action = try? AlertAction(decoding: record.payload), let thread = picture.apply(action) {
                pending.threads.insert(thread)
            }
        case .register: if let register = try? Register(decoding: record.payload) { take(register) }
        case .watermark:
            if let mark = try? Watermark(decoding: record.payload) {
                pending.watermark = mark.time.seconds
                return picture.apply(mark)
            }
        default: break
        }
        return []
    }

    private func take(_ register: Register) {
        let isNewGrid = picture.register?.territory.grid != register.territory.grid
        picture.apply(register)
        guard isNewGrid, let outlines else { return }
        do { picture.zones = try outlines.zones(on: register.territory.grid) } catch {
            logger.error("The territory's outlines cannot be used", metadata: ["reason": "\(error)"])
        }
    }

    // MARK: Browsers

    /// Alerts and signals go out at once.
    private func flushUrgent() {
        guard isLive else {
            pending = PendingEvents()
            return
        }
        for thread in pending.threads.sorted() {
            if let alert = picture.alerts.thread(thread) { stream.send("alert", AlertView(picture).entry(alert).text) }
        }
        pending.threads = []
        for key in pending.situations.sorted() {
            if let signal = picture.situations.latest(key) { stream.send("signal", NowView(picture).situation(key, signal).text) }
        }
        pending.situations = []
    }

    /// The rest goes out at most twice a second; false once the journal is closed.
    private func tick() -> Bool {
        guard !isClosed else { return false }
        if isLive {
            if let mark = pending.watermark { stream.send("watermark", JSON.members([.init(name: "watermark", value: .time(mark))]).text) }
            if pending.incidents > 0 { stream.send("incidents", (["total": .whole(pending.incidents)] as JSON).text) }
            if let issued = pending.issued { stream.send("forecasts", (["issued": .time(issued)] as JSON).text) }
            pending.watermark = nil
            pending.incidents = 0
            pending.issued = nil
        }
        if ContinuousClock.now >= nextBeat {
            stream.beat()
            nextBeat = .now + Self.heartbeat
        }
        return true
    }

    private func close() {
        isClosed = true
        stream.end()
    }

    /// Sends an event of the whole house.
    func send(_ name: String, _ data: String) { if isLive { stream.send(name, data) } }

    /// A browser's stream of texts, from where it stopped; nil where too many watch already.
    func watch(after identifier: String?, caller: String) -> EventStream.Watcher? {
        let hello: JSON = ["watermark": .time(picture.now), "version": .string(QuietudeVersion.current)]
        return stream.watch(after: identifier, caller: caller, hello: hello.text)
    }

    /// A browser has gone.
    func leave(_ watcher: EventStream.Watcher) { stream.leave(watcher) }

    // MARK: The days ahead

    /// The calendar of the territory; UTC before the first register.
    var days: LocalDays { LocalDays(zone: picture.register?.territory.timeZone ?? "UTC", offset: ZoneRules.offset) }

    /// The book of plans for what is known now, made once for each watermark and issue of forecasts: it reads the whole history, so it is
    /// made outside of the actor.
    func planBook(_ plans: PlanBook.Plans, zone: String? = nil) async -> PlanBook {
        let key = BookKey(watermark: picture.now, issued: picture.forecasts.issued, zone: zone)
        if let made = books[key] { return await made.value }
        let (picture, days) = (picture, days)
        let task = Task { await Self.make(picture, days, plans, zone) }
        // What was known before is asked for by nobody any more.
        books = books.filter { $0.key.watermark == key.watermark && $0.key.issued == key.issued }
        if books.count >= Self.maximumBooks { books = [:] }
        books[key] = task
        return await task.value
    }

    @concurrent
    private nonisolated static func make(
        _ picture: Picture, _ days: LocalDays, _ plans: PlanBook.Plans, _ zone: String?
    ) async -> PlanBook {
        PlanBook(picture, days: days, plans: plans, zone: zone)
    }

    // MARK: What people wrote

    /// Keeps a comment, and tells everyone.
    func add(_ comment: Comment) async throws {
        try await CommentBook(journal).add(comment)
        picture.apply(comment)
        if let thread = picture.alerts.thread(comment.thread) { stream.send("alert", AlertView(picture).entry(thread).text) }
    }

    /// How far the journal has been read.
    var progress: UInt64 { read }
}

/// What browsers have not been told yet.
private struct PendingEvents {
    var threads: Set<String> = []
    var situations: Set<String> = []
    var incidents = 0
    var issued: Int64?
    var watermark: Int64?
}
