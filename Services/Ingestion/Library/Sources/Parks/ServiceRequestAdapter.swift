import Domain

/// Open311 GeoReport v2 service requests (wiki.open311.org/GeoReport_v2, GET requests), in JSON, in XML, and in CSV with the same names.
///
/// | field | becomes | meaning |
/// |---|---|---|
/// | service_request_id | observationID | a string or a number |
/// | requested_datetime | phenomenonStart | ISO 8601 with its offset |
/// | updated_datetime | resultTime | |
/// | status, status_notes | operation | a change of what is counted replaces; closed as a duplicate withdraws; closed otherwise undoes nothing |
/// | service_code, service_name | originalCode | as the register maps the code, else the name, else our category by the name's words |
/// | lat, long | latitude, longitude | degrees of WGS 84; null and 0, 0 mean that it is not known |
/// | address, address_id | latitude, longitude | looked up in the table of places where there is no position, then dropped |
/// | description | text | only where the register allows text; at most 2,000 bytes |
/// | media_url | dropped | never read: images may show persons |
/// | agency_responsible, service_notice, expected_datetime, zipcode, account_id, names, e-mail, phone, device | dropped | no purpose; persons |
///
/// Polling gives the same request again and again: it counts once. The standard's own example writes `service_code` as 006 in JSON, which is
/// none: such numbers are read as text, so that the zeros stay.
public struct ServiceRequestAdapter: FeedAdapter {
    private let context: SourceContext
    private var nodes: FeedNodeReader?
    private var table: HeaderedTable?
    private var held: [UInt8] = []
    private var ended = false
    private var revisions = RevisionMemory()

    /// An adapter of a source.
    public init(context: SourceContext) { self.context = context }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) {
        guard nodes == nil, table == nil else {
            nodes?.feed(bytes)
            table?.feed(bytes)
            return
        }
        held.append(contentsOf: bytes)
        begin()
    }

    /// The document has no more bytes.
    public mutating func finish() {
        ended = true
        if nodes == nil, table == nil { begin() }
        nodes?.finish()
        table?.finish()
    }

    /// JSON and XML begin with a bracket, CSV with a name.
    private mutating func begin() {
        let blank: [UInt8] = [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]
        guard let first = held.first(where: { !blank.contains($0) }) ?? (ended || held.count > 4_096 ? 0x7b : nil) else { return }
        if [UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "["), 0, 0xfe, 0xff].contains(first) {
            nodes = FeedNodeReader(records: ["request", "service"], mend: LeadingZeros.quoted)
            nodes?.feed(held[...])
        } else {
            table = HeaderedTable()
            table?.feed(held[...])
        }
        held = []
    }

    private mutating func reset() {
        nodes = nil
        table = nil
        held = []
        ended = false
    }

    /// The next row. Throws where the document cannot be read.
    public mutating func next() throws(FileProblem) -> RowResult {
        do throws(FileProblem) {
            while true {
                guard let row = try nodes == nil ? nextOfTable() : nextNode() else { continue }
                if case .end = row { reset() }
                return row
            }
        } catch {
            reset()
            throw error
        }
    }

    private mutating func nextNode() throws(FileProblem) -> RowResult? {
        if let request = pending.popLast() { return take(request) }
        guard let step = try nodes?.next() else { return .needsMore }
        switch step {
        case .needsMore: return .needsMore
        case .end: return .end
        case .problem(let problem): return .problem(problem)
        case .node(let node):
            // Some servers wrap the list in an object.
            let requests = ServiceRequestAdapter.requests(in: node)
            if requests.count == 1, let request = requests.first { return take(ServiceRequest(line: node.line) { request.text($0) }) }
            pending = requests.reversed().map { request in ServiceRequest(line: node.line) { request.text($0) } }
            return nil
        }
    }

    /// The requests of an element: itself, or those of the list that it wraps, each perhaps wrapped once more, as servers do that make their
    /// JSON from the XML.
    private static func requests(in node: FeedNode, depth: Int = 4) -> [FeedNode] {
        guard node.name.isEmpty, depth > 0, !node.has("service_request_id") else { return [node] }
        for name in ["service_requests", "requests", "request", "service_request"] where node.has(name) {
            return node.children(name).flatMap { requests(in: $0, depth: depth - 1) }
        }
        return [node]
    }

    /// Requests of a wrapped list, the last first.
    private var pending: [ServiceRequest] = []

    private mutating func nextOfTable() throws(FileProblem) -> RowResult? {
        guard var table else { return .needsMore }
        defer { self.table = table }
        switch try table.next() {
        case .needsMore: return .needsMore
        case .end: return .end
        case .problem(let problem): return .problem(problem)
        case .header:
            guard table.column("service_request_id") != nil else {
                throw FileProblem(
                    description:
                        "the header has no service_request_id: GeoReport's names are needed here; for other columns map them in the register and use --format csv"
                )
            }
            return nil
        case .row(let line):
            return take(ServiceRequest(line: line) { name in table.column(name).flatMap { table.text($0) } ?? "" })
        }
    }

    private mutating func take(_ request: ServiceRequest) -> RowResult? {
        func problem(_ reason: RowProblem.Reason, _ message: String) -> RowResult {
            .problem(RowProblem(line: request.line, column: 0, reason: reason, message: message))
        }
        guard !request.identifier.isEmpty else {
            return problem(
                request.requested.isEmpty ? .ignored : .missing,
                request.requested.isEmpty
                    ? "a service, not a request" : "`service_request_id` is missing; a request cannot be told from others")
        }
        guard !request.requested.isEmpty else {
            return problem(.ignored, "an answer to a new request; it counts once it is listed with its time")
        }
        guard let time = FeedTime.read(request.requested, context.zone) else {
            return problem(.time, "`requested_datetime` is not ISO 8601, such as 2026-10-25T02:10:00+02:00; mend it")
        }
        let identifier = SourceIdentifier.make("request", request.identifier)
        if request.isDuplicate {
            if let withdrawal = revisions.withdrawal(of: identifier, at: time.instant, offsetMinutes: time.offsetMinutes, version: 1) {
                return .observation(line: request.line, withdrawal)
            }
            // Never said here, but perhaps by an adapter before this one: to withdraw what is not there harms nobody.
            var observation = Observation(
                observationID: identifier, version: 1, operation: .withdraw, phenomenonStart: time.instant,
                offsetMinutes: time.offsetMinutes)
            return revisions.revise(&observation)
                ? .observation(line: request.line, observation) : problem(.duplicate, "nothing new of a request")
        }
        guard let place = request.position ?? context.places.place(request.address) else {
            return problem(
                .position, "`lat` and `long` are missing or 0, and `address` is in no table of places; the request cannot be placed")
        }
        var observation = Observation(
            observationID: identifier, phenomenonStart: time.instant, offsetMinutes: time.offsetMinutes, timeCertainty: time.certainty,
            resultTime: FeedTime.read(request.updated, context.zone)?.instant, latitude: place.latitude, longitude: place.longitude,
            accuracy: place.radius,
            originalCode: context.code([request.serviceCode, request.serviceName].filter { !$0.isEmpty }, else: request.category),
            origin: .reported, text: request.description)
        guard revisions.revise(&observation) else { return problem(.duplicate, "nothing new of a request that was counted") }
        return .observation(line: request.line, observation)
    }

    /// Which requests were said, and what of them.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "O311", version: 1)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        guard !memory.isEmpty else { return }
        var reader = try StateReader(memory, magic: "O311", newest: 1)
        revisions = try RevisionMemory(from: &reader)
    }
}
