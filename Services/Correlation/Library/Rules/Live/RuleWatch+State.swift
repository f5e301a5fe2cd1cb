import Domain

// The state of the rules as bytes. The same state gives the same bytes. Under other rules the past is forgotten: matches begin anew.
extension RuleWatch {
    func write(to writer: inout StateWriter) {
        writer.write(engine == nil ? 0 : 1)
        guard let engine else { return }
        writer.write(clock.zone)
        writer.write(grid)
        writer.write(engine.fingerprint)
        var inner = StateWriter(magic: "QRUL", version: 1)
        engine.write(to: &inner)
        inner.write(steps.count)
        for (situation, step) in steps.sorted(by: { $0.key < $1.key }) {
            inner.write(situation)
            inner.write(step)
        }
        writer.write(run: inner.finished())
    }

    mutating func read(from reader: inout StateReader) throws(StateError) {
        guard try reader.unsigned() == 1 else { return }
        clock.zone = try reader.string()
        grid = try reader.grid()
        engine = fresh()
        engine?.setZone(clock.zone)
        let known = try reader.string() == engine?.fingerprint
        let bytes = try reader.run()
        guard known else { return }
        var inner = try StateReader(bytes, magic: "QRUL", newest: 1)
        try engine?.read(from: &inner)
        for _ in 0..<(try inner.count(bytesEach: 2)) {
            let situation = try inner.string()
            steps[situation] = try inner.int()
        }
        try inner.finish()
    }
}

extension RuleEngine {
    /// The same for the same rules on every machine.
    var fingerprint: String {
        var fingerprint = Fingerprint()
        for rule in program.rules { fingerprint.combine(rule.name) }
        for category in program.categories { fingerprint.combine(Int64(category)) }
        for leaf in program.leaves { fingerprint.combine("\(leaf)") }
        for body in program.bodies { fingerprint.combine("\(body)") }
        for zone in program.zones { fingerprint.combine("\(zone)") }
        return fingerprint.hexadecimal
    }

    func write(to writer: inout StateWriter) {
        for value in [newest, watermark, earliestEnding] { writer.write(signed: value) }
        writer.write(UInt64(idle))
        writer.write(dropped)
        for level in levels {
            let entries = level.all()
            writer.write(signed: level.swept)
            writer.write(entries.count)
            for entry in entries { writer.write(entry) }
        }
        for window in windows {
            writer.write(window.live.count)
            for item in window.live {
                writer.write(signed: item.start)
                writer.write(item.amount)
                writer.write(UInt64(item.steps))
                writer.write(UInt64(item.sources))
            }
        }
        for (hearing, heard) in zip(hearings, heardFrom) {
            writer.write(UInt64(heard))
            hearing.write(to: &writer)
        }
        writer.write(spans.count)
        for span in spans {
            writer.write(span.entry)
            writer.write(signed: span.end)
            writer.write(span.zones)
        }
        for rule in program.rules.indices {
            writer.write(episodes[rule].count)
            for episode in episodes[rule] { episode.write(to: &writer) }
            writer.write(anchors[rule].count)
            for anchor in anchors[rule] {
                writer.write(anchor.place)
                writer.write(signed: anchor.until)
            }
        }
    }

    mutating func read(from reader: inout StateReader) throws(StateError) {
        newest = try reader.signed()
        watermark = try reader.signed()
        earliestEnding = try reader.signed()
        idle = UInt16(truncatingIfNeeded: try reader.unsigned())
        dropped = try reader.int()
        for level in levels.indices {
            levels[level].swept = try reader.signed()
            for _ in 0..<(try reader.count(bytesEach: 30)) { _ = levels[level].insert(try reader.entry(), limit: .max) }
        }
        for window in windows.indices {
            for _ in 0..<(try reader.count(bytesEach: 11)) {
                let (start, amount) = (try reader.signed(), try reader.double())
                let steps = UInt32(truncatingIfNeeded: try reader.unsigned())
                windows[window].restore(
                    RuleWindow.Item(start: start, amount: amount, steps: steps, sources: UInt16(truncatingIfNeeded: try reader.unsigned())))
            }
        }
        for leaf in hearings.indices {
            heardFrom[leaf] = UInt16(truncatingIfNeeded: try reader.unsigned())
            try hearings[leaf].read(from: &reader)
        }
        for _ in 0..<(try reader.count(bytesEach: 30)) {
            let entry = try reader.entry()
            let end = try reader.signed()
            spans.append(RuleSpan(entry: entry, end: end, zones: try reader.unsigned()))
        }
        for rule in program.rules.indices {
            for _ in 0..<(try reader.count(bytesEach: 20)) { episodes[rule].append(try RuleEpisode(from: &reader)) }
            for _ in 0..<(try reader.count(bytesEach: 18)) {
                let place = try reader.anchor()
                anchors[rule].append(RulePendingAnchor(place: place, until: try reader.signed()))
            }
        }
    }
}
