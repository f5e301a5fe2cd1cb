import Domain
import Foundation

/// Météo-France's vigilance as its API gives it (DonneesPubliquesVigilance, `cartevigilance/encours`): one reading for each department,
/// phenomenon and span of time.
///
/// | key | becomes | unit, meaning |
/// |---|---|---|
/// | `product.update_time` | resultTime | an older product that comes late changes nothing |
/// | `periods[].timelaps.domain_ids[].domain_id` | nothing where the table of places knows the code: it covers the territory; else areaCode | department `13`, its coast `1310` |
/// | `phenomenon_items[].phenomenon_id` | part of the id; originalCode where the register maps `phenomenon:1`; else `vigilance` | 1 wind, 2 rain and flood, 3 storms, 4 floods, 5 snow and ice, 6 heat, 7 cold, 8 avalanche, 9 waves |
/// | `timelaps_items[].begin_time`, `end_time` | phenomenonStart, phenomenonEnd | |
/// | `color_id` | value | `1`: 1 green, 2 yellow, 3 orange, 4 red |
///
/// Dropped: texts, the greatest colours (of a domain, of a phenomenon), which only repeat. A span that another product ends earlier or
/// colours otherwise is replaced; one that it no longer has is withdrawn.
public struct VigilanceAdapter: FeedAdapter {
    /// Bytes of a product.
    static let maximumDocument = 8 << 20

    private let context: SourceContext
    private var bytes: [UInt8] = []
    private var isTooLong = false
    private var isFinished = false
    private var ledger = IssueLedger()
    private var revisions = RevisionMemory()
    private var latest: Int64 = .min
    private var queue = RowQueue()
    private var isEnding = false

    /// An adapter for a source of warnings.
    public init(context: SourceContext) { self.context = context }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) {
        isTooLong = isTooLong || self.bytes.count + bytes.count > VigilanceAdapter.maximumDocument
        if !isTooLong { self.bytes.append(contentsOf: bytes) }
    }

    /// The document has no more bytes.
    public mutating func finish() { isFinished = true }

    /// The next row. Throws where the document is no vigilance product.
    public mutating func next() throws(FileProblem) -> RowResult {
        if let row = queue.take() { return row }
        if isEnding {
            isEnding = false
            return .end
        }
        guard isFinished else { return .needsMore }
        isFinished = false
        defer { (bytes, isTooLong) = ([], false) }
        if isTooLong {
            throw FileProblem(description: "the product is longer than \(VigilanceAdapter.maximumDocument) bytes; it is no vigilance")
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let product = object["product"] as? [String: Any], let periods = product["periods"] as? [[String: Any]]
        else { throw FileProblem(description: "the document is no vigilance product: a JSON object with `product` and its `periods`") }
        read(product, periods)
        isEnding = true
        return try next()
    }

    private mutating func read(_ product: [String: Any], _ periods: [[String: Any]]) {
        let said = FeedTime.read(product["update_time"] as? String, context.zone)?.instant
        if let said {
            if said.milliseconds < latest { return }
            latest = said.milliseconds
        }
        var entries: [String: [IssueLedger.Entry]] = [:]
        for period in periods.prefix(8) {
            let domains = (period["timelaps"] as? [String: Any])?["domain_ids"] as? [[String: Any]] ?? []
            for domain in domains.prefix(1_024) {
                guard let code = domain["domain_id"] as? String, code.utf8.count <= 32 else { continue }
                for item in (domain["phenomenon_items"] as? [[String: Any]] ?? []).prefix(32) {
                    let phenomenon = VigilanceAdapter.number(item["phenomenon_id"])
                    for span in (item["timelaps_items"] as? [[String: Any]] ?? []).prefix(64) {
                        take(code, phenomenon, span, said, &entries)
                    }
                }
            }
        }
        for (name, now) in entries.sorted(by: { $0.key < $1.key }) {
            let first = now.map(\.start).min() ?? .distantPast
            for old in ledger.entries(name) ?? [] where old.start >= first && !now.contains(where: { $0.identifier == old.identifier }) {
                guard let observation = revisions.withdrawal(of: old.identifier, at: old.start, offsetMinutes: old.offsetMinutes) else {
                    continue
                }
                queue.append(.observation(line: 1, observation))
            }
            ledger.note(name, now)
        }
    }

    private mutating func take(
        _ domain: String, _ phenomenon: Int?, _ span: [String: Any], _ said: Instant?, _ entries: inout [String: [IssueLedger.Entry]]
    ) {
        func refuse(_ reason: RowProblem.Reason, _ message: String) {
            queue.append(.problem(RowProblem(line: 1, column: 0, reason: reason, message: "domain \(domain.prefix(8)): \(message)")))
        }
        guard let phenomenon, (1...99).contains(phenomenon) else {
            return refuse(.unknownCode, "`phenomenon_id` is no number of a phenomenon")
        }
        guard let color = VigilanceAdapter.number(span["color_id"]), (1...4).contains(color) else {
            return refuse(.number, "`color_id` must be 1 (green) to 4 (red)")
        }
        guard let begin = FeedTime.read(span["begin_time"] as? String, context.zone),
            let end = FeedTime.read(span["end_time"] as? String, context.zone),
            end.instant > begin.instant
        else { return refuse(.time, "`begin_time` and `end_time` must be times of ISO 8601, in order") }
        let name = "\(domain):\(phenomenon)"
        var observation = Observation(
            observationID: SourceIdentifier.make("vigilance", name, "\(begin.instant.seconds)"), phenomenonStart: begin.instant,
            phenomenonEnd: end.instant, offsetMinutes: context.zone.offsetMinutes(at: begin.instant.seconds), resultTime: said,
            originalCode: context.code(["phenomenon:\(phenomenon)"].filter { context.mappings[$0] != nil }, else: [.vigilance]),
            value: Double(color), unit: "1")
        if context.places.place(domain) == nil { observation.areaCode = domain }
        entries[name, default: []].append(
            IssueLedger.Entry(
                identifier: observation.observationID, start: begin.instant, offsetMinutes: observation.offsetMinutes ?? 0))
        if revisions.revise(&observation) { queue.append(.observation(line: 1, observation)) }
    }

    private static func number(_ value: Any?) -> Int? { (value as? String).flatMap { Int($0) } ?? value as? Int }

    /// What was said lately, as hashes.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "QAVG", version: 1)
        ledger.write(to: &writer)
        revisions.write(to: &writer)
        writer.write(signed: latest)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        var reader = try StateReader(memory, magic: "QAVG", newest: 1)
        ledger = try IssueLedger(from: &reader)
        revisions = try RevisionMemory(from: &reader)
        latest = try reader.signed()
        try reader.finish()
    }
}
