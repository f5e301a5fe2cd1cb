import Domain

/// What may ring whom, now: quiet hours, limits and silences of one machine. Event time only.
struct AudienceDesk: Sendable {
    /// Rings remembered of an audience.
    private static let maximumRings = 10_000
    /// Silences that hold, or will.
    static let maximumSilences = 1_000

    private var terms: [Audience: AudienceTerms]
    private var planned: [Silence]
    /// Silences that operators asked for, by their identifier.
    private(set) var asked: [String: Silence] = [:]
    /// Seconds since 1970 of what rang an audience within its limit's time.
    private var rings: [Audience: [Int64]] = [:]
    /// Seconds since 1970 at which what is held back is told together.
    private var digests: [Audience: Int64] = [:]
    private(set) var hasChanges = false

    init(_ policy: AlertPolicy) {
        terms = policy.audiences
        planned = policy.silences
    }

    mutating func adopt(_ policy: AlertPolicy) {
        terms = policy.audiences
        planned = policy.silences
    }

    /// What keeps a message from an audience at a time; nil where it may ring. `isUrgent` passes everything but a silence.
    func hold(
        _ audience: Audience, rule: String, category: Category, cells: [Cell], zones: [String], severity: Severity, isUrgent: Bool,
        at time: Int64, _ clock: inout LocalClock
    ) -> Alert.HoldReason? {
        if silence(rule: rule, category: category, cells: cells, zones: zones, at: time) != nil { return .silence }
        guard let terms = terms[audience], !isUrgent, terms.exceptFrom.map({ severity < $0 }) ?? true else { return nil }
        if quietLeft(terms, at: time, &clock) != nil { return .quietHours }
        if let atMost = terms.atMost, recent(audience, terms, at: time).count >= atMost { return .rateLimit }
        return nil
    }

    /// The silence that names an alert at a time; of several the one that lasts longest.
    func silence(rule: String, category: Category, cells: [Cell], zones: [String], at time: Int64) -> Silence? {
        (planned + asked.values).filter { $0.holds(at: time) && $0.names(rule: rule, category: category, cells: cells, zones: zones) }
            .max { ($0.until, $0.identifier) < ($1.until, $1.identifier) }
    }

    /// When a hold that began may be over: it is asked again then.
    func release(
        _ audience: Audience, _ reason: Alert.HoldReason, rule: String, category: Category, cells: [Cell], zones: [String], at time: Int64,
        _ clock: inout LocalClock
    ) -> Int64? {
        switch reason {
        case .silence: return silence(rule: rule, category: category, cells: cells, zones: zones, at: time)?.until
        case .quietHours:
            guard let terms = terms[audience], terms.digest == nil else { return nil }
            return quietLeft(terms, at: time, &clock).map { time + $0 }
        case .rateLimit:
            guard let terms = terms[audience], terms.digest == nil, let atMost = terms.atMost else { return nil }
            let recent = recent(audience, terms, at: time)
            return recent.count < atMost ? time + 60 : recent[recent.count - atMost] + terms.per
        }
    }

    /// An audience was rung.
    mutating func rang(_ audience: Audience, at time: Int64) {
        guard let terms = terms[audience], terms.atMost != nil else { return }
        rings[audience] = (recent(audience, terms, at: time) + [time]).suffix(AudienceDesk.maximumRings)
        hasChanges = true
    }

    /// Something is held back from an audience: it is told in its next digest, where it has digests.
    mutating func expectDigest(_ audience: Audience, at time: Int64) {
        guard let digest = terms[audience]?.digest, digests[audience] == nil else { return }
        digests[audience] = time + digest
        hasChanges = true
    }

    /// The audience whose digest is due first; one in quiet hours is put off until they are over.
    mutating func takeDigest(by time: Int64, _ clock: inout LocalClock) -> (audience: Audience, due: Int64)? {
        while let (audience, due) = digests.filter({ $0.value <= time }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            hasChanges = true
            if let terms = terms[audience], let left = quietLeft(terms, at: due, &clock) {
                digests[audience] = due + left
                continue
            }
            digests[audience] = nil
            return (audience, due)
        }
        return nil
    }

    /// When the next digest is due.
    var nextDigest: Int64? { digests.values.min() }

    /// Whether an audience is told in digests.
    func hasDigests(_ audience: Audience) -> Bool { terms[audience]?.digest != nil }

    /// An operator asks for a silence; the one that ends soonest goes where there are too many.
    mutating func add(_ silence: Silence) {
        asked[silence.identifier] = silence
        while asked.count > AudienceDesk.maximumSilences,
            let soonest = asked.values.min(by: { ($0.until, $0.identifier) < ($1.until, $1.identifier) })
        {
            asked[soonest.identifier] = nil
        }
        hasChanges = true
    }

    /// Ends a silence; false where there is none of that name.
    mutating func end(_ identifier: String) -> Bool {
        guard asked.removeValue(forKey: identifier) != nil else { return false }
        hasChanges = true
        return true
    }

    /// Silences that are over are forgotten.
    mutating func advance(to time: Int64) {
        let over = asked.values.filter { $0.until <= time }
        guard !over.isEmpty else { return }
        for silence in over { asked[silence.identifier] = nil }
        hasChanges = true
    }

    private func recent(_ audience: Audience, _ terms: AudienceTerms, at time: Int64) -> [Int64] {
        (rings[audience] ?? []).filter { $0 > time - terms.per }
    }

    /// Seconds until an audience's quiet hours are over; nil outside of them.
    private func quietLeft(_ terms: AudienceTerms, at time: Int64, _ clock: inout LocalClock) -> Int64? {
        guard let quiet = terms.quietHours else { return nil }
        let second = clock.local(time).floorRemainder(by: 86_400)
        return quiet.left(at: second / 60).map { max($0 * 60 - second % 60, 1) }
    }
}

// What is remembered: all of it, since it is little.
extension AudienceDesk {
    mutating func write(to writer: inout StateWriter) {
        hasChanges = false
        writer.write(asked.count)
        for silence in asked.values.sorted(by: { $0.identifier < $1.identifier }) { silence.write(to: &writer) }
        writer.write(rings.count)
        for (audience, times) in rings.sorted(by: { $0.key < $1.key }) {
            writer.write(byte: audience.rawValue)
            writer.write(times.count)
            for time in times { writer.write(signed: time) }
        }
        writer.write(digests.count)
        for (audience, due) in digests.sorted(by: { $0.key < $1.key }) {
            writer.write(byte: audience.rawValue)
            writer.write(signed: due)
        }
    }

    mutating func read(from reader: inout StateReader) throws(StateError) {
        (asked, rings, digests, hasChanges) = ([:], [:], [:], false)
        for _ in 0..<(try reader.count(bytesEach: 8)) {
            let silence = try Silence(from: &reader)
            asked[silence.identifier] = silence
        }
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let audience: Audience = try reader.choice()
            var times: [Int64] = []
            for _ in 0..<(try reader.count()) { times.append(try reader.time()) }
            rings[audience] = times
        }
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let audience: Audience = try reader.choice()
            digests[audience] = try reader.time()
        }
    }
}
