import Domain

/// Associations that were learnt offline, live: when what leads is well above its usual, what follows is announced for when it is due.
///
/// Hours are judged when the watermark has passed them: counts of a category, means of a reading. A signal of kind `association` speaks of the
/// hour (or day) ahead and is over, with a p-value of 1, when the watermark has passed that. Only associations of the whole territory whose
/// names are categories of ours are watched. Memory: one sum a leader and open hour.
public struct AssociationWatch: Sendable {
    /// One leader's hour that is not judged yet.
    struct Hour: Sendable {
        var sum = 0.0
        var count = 0
    }

    /// What was announced and is not over.
    struct Announced: Sendable {
        let association: Int
        let situation: String
        let end: Int64
    }

    let associations: [(association: Association, leader: Category, follower: Category)]
    private let leaders: Set<Category>
    var clock: LocalClock
    var hours: [Category: [Int64: Hour]] = [:]
    var announced: [Announced] = []
    var judgedThrough: Int64 = .min

    /// A watch for what was learnt.
    public init(_ associations: [Association], offset: @escaping ZoneOffset) {
        self.associations = associations.compactMap { association in
            guard association.place == .territory, let leader = AssociationWatch.category(association.leader),
                let follower = AssociationWatch.category(association.follower)
            else { return nil }
            return (association, leader, follower)
        }
        leaders = Set(self.associations.map(\.leader))
        clock = LocalClock(zone: "UTC", offset: offset)
    }

    private static func category(_ name: String) -> Category? {
        Category(code: String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 }))
    }

    /// Nothing to watch.
    public var isEmpty: Bool { associations.isEmpty }

    /// Takes the version of the register that is in force from here on: the zone.
    public mutating func register(_ register: Register) { clock.zone = register.territory.timeZone }

    /// Counts an incident, or takes it back with an amount of -1.
    public mutating func absorb(_ incident: Incident, amount: Double = 1) {
        add(incident.category, at: incident.slot.start, sum: amount, count: 0)
    }

    /// Takes a reading of what is, not a plan.
    public mutating func absorb(_ reading: Reading, takingBack back: Bool = false) {
        guard reading.saidSlot == nil, let value = reading.value, value.isFinite else { return }
        add(reading.category, at: reading.slot.start, sum: back ? -value : value, count: back ? -1 : 1)
    }

    private mutating func add(_ category: Category, at instant: Int64, sum: Double, count: Int) {
        guard leaders.contains(category) else { return }
        let hour = instant.floorDivided(by: 3_600)
        guard judgedThrough == .min || hour >= judgedThrough else { return }
        hours[category, default: [:]][hour, default: Hour()].sum += sum
        hours[category]?[hour]?.count += count
    }

    /// Judges the hours that the watermark has passed, and ends what was announced for before it.
    public mutating func advance(to instant: Int64) -> [Signal] {
        let through = instant.floorDivided(by: 3_600)
        var signals: [Signal] = []
        for announced in announced where announced.end <= instant { signals.append(ending(announced)) }
        announced.removeAll { $0.end <= instant }
        guard judgedThrough == .min || through > judgedThrough else { return signals }
        judgedThrough = through
        for leader in hours.keys.sorted() {
            for hour in (hours[leader] ?? [:]).keys.sorted() where hour < through {
                guard let value = hours[leader]?.removeValue(forKey: hour) else { continue }
                for index in associations.indices where associations[index].leader == leader {
                    if let signal = judge(index, value, hour: hour, now: instant) { signals.append(signal) }
                }
            }
        }
        return signals
    }

    /// A reading nine tenths of a step above its usual; incidents that are more than two standard deviations of Poisson above it, and three.
    private mutating func judge(_ index: Int, _ hour: Hour, hour number: Int64, now: Int64) -> Signal? {
        let (association, leader, _) = associations[index]
        let isReading = leader.use == .reading
        let value = isReading ? (hour.count > 0 ? hour.sum / Double(hour.count) : 0) : hour.sum
        let level =
            isReading ? association.usual + 0.9 * association.step : max(3, association.usual + 2 * association.usual.squareRoot())
        guard value >= level, !isReading || hour.count > 0 else { return nil }
        let start = (number &+ Int64(association.lagHours)) &* 3_600
        let end = start &+ (association.lagHours > 0 && association.lagHours % 24 == 0 ? 86_400 : 3_600)
        guard end > now, !announced.contains(where: { $0.association == index }) else { return nil }
        var fingerprint = Fingerprint()
        fingerprint.combine("association")
        fingerprint.combine(association.leader)
        fingerprint.combine(association.follower)
        for field in [Int64(association.lagHours), number] { fingerprint.combine(field) }
        let situation = fingerprint.hexadecimal
        announced.append(Announced(association: index, situation: situation, end: end))
        return signal(index, situation, start: start, end: end, value: value)
    }

    private mutating func signal(_ index: Int, _ situation: String, start: Int64, end: Int64, value: Double?) -> Signal {
        let (association, leader, follower) = associations[index]
        var identifier = Fingerprint()
        identifier.combine(situation)
        identifier.combine(value == nil ? "over" : "announced")
        let wording = AssociationWording(association)
        let time = LocalTime(start, on: &clock)
        let english: String
        let french: String
        if let value {
            let (number, nombre) = (AssociationWording.number(value, point: "."), AssociationWording.number(value, point: ","))
            english = "\(leader.english) is at \(number). \(wording.english) Due from \(time.iso) \(time.clock)."
            french = "\(leader.french) : \(nombre). \(wording.french) Attendu à partir du \(time.french) à \(time.clock)."
        } else {
            english = "\(leader.english), then \(follower.english): the time announced is over."
            french = "\(leader.french), puis \(follower.french) : le temps annoncé est passé."
        }
        return Signal(
            identifier: identifier.hexadecimal, kind: .association, category: follower, cells: [], start: start, end: end,
            observed: value ?? 0, expected: association.usual, pValue: value == nil ? 1 : association.pValue, severity: .minor, sources: [],
            french: french, english: english, situation: situation)
    }

    private mutating func ending(_ announced: Announced) -> Signal {
        signal(announced.association, announced.situation, start: announced.end, end: announced.end &+ 1, value: nil)
    }
}
