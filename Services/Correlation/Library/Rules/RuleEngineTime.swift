import Domain

// What time alone makes true, and what it ends.
extension RuleEngine {
    /// Event time is looked at once a minute.
    static let step: Int64 = 60

    /// Looks at rules that time can make true, at each whole minute from the watermark to an instant at which there is something to see.
    mutating func tick(through time: Int64) -> [RuleMatch] {
        guard !program.timed.isEmpty else { return [] }
        var matches: [RuleMatch] = []
        // From the watermark on, which is exclusive: an event of that second may still come.
        var minute =
            watermark == .min ? Int64.min / 2 : (watermark &+ RuleEngine.step &- 1).floorDivided(by: RuleEngine.step) &* RuleEngine.step
        while minute < time {
            guard let next = nextOfInterest(from: minute) else { break }
            minute = max(minute, next)
            guard minute < time else { break }
            for rule in program.timed { lookInTime(rule, at: minute, &matches) }
            for leaf in program.leaves.indices where hearings[leaf].nextCheck <= minute { listen(leaf, at: minute, &matches) }
            minute &+= RuleEngine.step
        }
        for rule in program.timed { anchors[rule].removeAll { $0.until < time } }
        return matches
    }

    /// The first minute, from one on, at which there is anything to look at; nil where there is none.
    private func nextOfInterest(from minute: Int64) -> Int64? {
        var next: Int64?
        func consider(_ from: Int64, _ until: Int64) {
            guard until >= minute else { return }
            let first = max(minute, (from &+ RuleEngine.step &- 1).floorDivided(by: RuleEngine.step) &* RuleEngine.step)
            next = min(next ?? .max, first)
        }
        for rule in program.timed {
            for anchor in anchors[rule] { consider(anchor.place.time, anchor.until) }
        }
        for leaf in program.leaves.indices where !program.missing[leaf].isEmpty && hearings[leaf].nextCheck < .max {
            consider(hearings[leaf].nextCheck, .max)
        }
        return next
    }

    private mutating func lookInTime(_ rule: Int, at time: Int64, _ matches: inout [RuleMatch]) {
        let body = program.bodies[rule]
        if let hours = body.hours, !hours.contains(minuteOfWeek(time)) { return }
        for index in anchors[rule].indices {
            let pending = anchors[rule][index]
            guard pending.place.time <= time, pending.until >= time else { continue }
            look(rule, body, at: pending.place, time: time, &matches)
        }
    }

    /// Looks at the voices that may have been silent for long enough.
    private mutating func listen(_ leaf: Int, at time: Int64, _ matches: inout [RuleMatch]) {
        for index in hearings[leaf].due(by: time) {
            let voice = hearings[leaf].voices[index]
            let anchor = RuleAnchor(east: voice.east, north: voice.north, time: time, cell: voice.cell, zones: voice.zones)
            for rule in program.missing[leaf] {
                let body = program.bodies[rule]
                let open = body.hours.map { $0.contains(minuteOfWeek(time)) } ?? true
                if open { look(rule, body, at: anchor, time: time, &matches) }
                // Looked at again when the last voice around has been silent for long enough, and each minute where more has to come true.
                var next = Int64.max
                if !body.silence || !open {
                    next = time &+ RuleEngine.step
                } else if let last = hearings[leaf].last(at: anchor, zone: voice.zones.trailingZeroBitCount), last > voice.last {
                    next = last &+ program.leaves[leaf].window
                }
                guard next > time, next <= voice.last &+ program.leaves[leaf].window &+ program.leaves[leaf].heardWithin else { continue }
                hearings[leaf].schedule(index, at: min(hearings[leaf].voices[index].check, next))
            }
        }
    }

    private mutating func look(
        _ rule: Int, _ body: RuleProgram.Body, at place: RuleAnchor, time: Int64, _ matches: inout [RuleMatch]
    ) {
        if body.zones != 0, body.zones & place.zones == 0 { return }
        let anchor = RuleAnchor(east: place.east, north: place.north, time: time, cell: place.cell, zones: place.zones)
        turn()
        guard body.perZone else {
            if truth(of: body, at: anchor, zone: -1, decided: true) == .yes { tell(rule, at: anchor, zone: -1, &matches) }
            return
        }
        var left = body.zones == 0 ? place.zones : body.zones & place.zones
        while left != 0 {
            let zone = left.trailingZeroBitCount
            left &= left - 1
            if truth(of: body, at: anchor, zone: zone, decided: true) == .yes { tell(rule, at: anchor, zone: zone, &matches) }
        }
    }

    func minuteOfWeek(_ time: Int64) -> UInt16 {
        var clock = clock
        return UInt16((clock.local(time).floorDivided(by: 60) &+ 3 * 1_440).floorRemainder(by: 10_080))
    }
}
