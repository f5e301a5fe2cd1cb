import Console
import Domain
import Foundation
import Hummingbird

/// The page of trust, the ledger, and redacted texts, of which each view is written down.
struct TrustRoutes {
    let hall: ConsoleHall
    private let verified = VerifiedLedgers()

    init(hall: ConsoleHall) { self.hall = hall }

    func add(to router: Router<ConsoleContext>) {
        router.get("/api/trust") { request, _ in
            let desk = try await hall.desk(Query(request))
            let view = TrustView(await desk.picture, days: await desk.days)
            let (ledgers, budget) = await verified.read(LedgerFolder(root: hall.environment.dataDirectory, territory: desk.territory))
            return Reply.json(view.json(ledgers: ledgers, budget: budget))
        }
        router.get("/api/audit") { request, _ in
            let query = Query(request)
            let desk = try await hall.desk(query)
            let (isVerified, count, entries) = await hall.ledger.read(
                territory: desk.territory, limit: try query.number("limit", 1...1_000, default: 100))
            return Reply.json(["verified": .boolean(isVerified), "total": .whole(count), "entries": .array(entries)]).uncached
        }
        router.get("/api/texts") { request, context in try await texts(request, context) }
    }

    private func texts(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let query = Query(request)
        guard let from = try query.time("from"), let to = try query.time("to"), from < to, to - from <= 31 * 86_400 else {
            throw Problem.parameter("from", "and to must be a span of at most 31 days", "et to : un intervalle d'au plus 31 jours")
        }
        let desk = try await hall.desk(query)
        let picture = await desk.picture
        let found = picture.texts.texts(in: from..<to, cell: try query.cell(), limit: try query.number("limit", 1...200, default: 50))
        // First the ledger: what cannot be told is not shown.
        var details = ["from": TimeText.utc(from), "to": TimeText.utc(to)]
        if let cell = query.text("cell") { details["cell"] = cell }
        try await hall.ledger.write(
            .viewed, "text-viewed", by: try hall.identity(context), territory: desk.territory, counts: ["texts": UInt64(found.count)],
            details: details)
        let isAvailable = picture.register?.sources.contains(where: \.keepsText) ?? false
        let lines = found.map { text -> JSON in
            [
                "start": .time(text.slot.start), "length": .whole(text.slot.length), "category": .category(text.category),
                "cell": .cell(text.cell), "kind": .string(text.kind.name), "text": .string(text.text),
            ]
        }
        return Reply.json(["texts": .array(lines), "audited": true, "available": .boolean(isAvailable)]).uncached
    }
}

/// What following the chains found, kept for a moment: anybody may ask for the page of trust, and ledgers are long.
actor VerifiedLedgers {
    private var kept: [String: (ledgers: [TrustView.Ledger], budget: TrustView.Budget?, until: ContinuousClock.Instant)] = [:]
    private static let span = Duration.seconds(30)

    func read(_ folder: LedgerFolder) -> ([TrustView.Ledger], TrustView.Budget?) {
        if let held = kept[folder.territory], held.until > .now { return (held.ledgers, held.budget) }
        let (ledgers, budget) = (folder.ledgers, folder.budget)
        kept[folder.territory] = (ledgers, budget, .now + Self.span)
        return (ledgers, budget)
    }
}

/// The audit ledgers that lie in the data folder: each service's own, and that of publications.
struct LedgerFolder {
    let root: String
    let territory: String

    private static let services = ["anonymization", "console", "release"]

    private func paths(_ service: String) -> (file: String, head: String) {
        ("\(root)/\(service)/\(territory).audit.jsonl", "\(root)/\(service)/\(territory).audit.head")
    }

    var ledgers: [TrustView.Ledger] {
        Self.services.compactMap { service in
            let (file, head) = paths(service)
            guard FileManager.default.fileExists(atPath: file) else { return nil }
            let (lines, verification) = ConsoleLedger.verify(file, head: head)
            let times = [lines.first, lines.last].map { line in line.flatMap { Self.entry($0)?.time } }
            return TrustView.Ledger(
                service: service, isVerified: verification.finding == nil, entries: lines.count, head: verification.head.hash,
                first: times[0], last: times[1])
        }
    }

    /// What publications have cost; nil where there was none.
    var budget: TrustView.Budget? {
        let (file, head) = paths("release")
        let entries = ConsoleLedger.verify(file, head: head).lines.compactMap(Self.entry)
        guard let opened = entries.first(where: { $0.kind == .opened }) else { return nil }
        let released = entries.filter { $0.kind == .released }
        let periods = Dictionary(grouping: released) { "\($0.source) \($0.counts["from-day"] ?? 0) \($0.counts["until-day"] ?? 0)" }
        let dearest = periods.values.map { $0.reduce(UInt64(0)) { $0 &+ ($1.counts["rho-billionths"] ?? 0) } }.max() ?? 0
        return TrustView.Budget(
            spent: Double(dearest) / 1e9, total: opened.counts["budget-billionths"].map { Double($0) / 1e9 }, releases: released.count)
    }

    private static func entry(_ line: [UInt8]) -> AuditEntry? { try? JSONDecoder().decode(AuditEntry.self, from: Data(line)) }
}
