import Domain

// How threads are written in the state: fields in the order of their declaration; the key stands before.

extension AlertThread {
    func write(to writer: inout StateWriter) {
        writer.write(identifier)
        writer.write(group)
        writer.write(UInt64(messages))
        writer.write(references.count)
        for reference in references {
            writer.write(reference.sender)
            writer.write(reference.identifier)
            writer.write(signed: reference.sent)
        }
        said.write(to: &writer)
        writer.write(signed: sent)
        writer.cells(area)
        writer.write(byte: latest == nil ? 0 : 1)
        latest?.write(to: &writer)
        writer.moment(updateDue)
        writer.moment(silentUntil)
        writer.moment(pendingUntil)
        writer.moment(clearing?.due)
        clearing?.situation.write(to: &writer)
        writer.write(members.count)
        for (member, magnitude) in members.sorted(by: { $0.key < $1.key }) {
            writer.write(member)
            writer.write(magnitude)
        }
        for set in [audiences, told, muted, waiting] {
            writer.write(set.count)
            for audience in set.sorted() { writer.write(byte: audience.rawValue) }
        }
        writer.moment(releaseDue)
        writer.write(byte: isAcknowledged ? 1 : 0)
        writer.write(UInt64(escalation))
        writer.moment(escalateDue)
        writer.moment(reopenDue)
        writer.write(UInt64(publicFrom))
    }

    init(key: String, from reader: inout StateReader) throws(StateError) {
        let identifier = try reader.string()
        let group = try reader.string()
        let messages: UInt32 = try reader.number()
        var references: [Alert.Reference] = []
        for _ in 0..<(try reader.count()) {
            references.append(
                Alert.Reference(sender: try reader.string(), identifier: try reader.string(), sent: try reader.time()))
        }
        let said = try Situation(key: key, group: group, from: &reader)
        let sent = try reader.time()
        let area = try reader.cells()
        self.init(said, audiences: [], area: area, now: sent)
        self.identifier = identifier
        self.messages = messages
        self.references = references
        latest = try reader.byte() == 0 ? nil : try Situation(key: key, group: group, from: &reader)
        updateDue = try reader.moment()
        silentUntil = try reader.moment()
        pendingUntil = try reader.moment()
        if let due = try reader.moment() {
            clearing = Clearing(due: due, situation: try Situation(key: key, group: group, from: &reader))
        }
        members = [:]
        for _ in 0..<(try reader.count(bytesEach: 2)) { members[try reader.string()] = try reader.double() }
        audiences = try reader.audiences()
        told = try reader.audiences()
        muted = try reader.audiences()
        waiting = try reader.audiences()
        releaseDue = try reader.moment()
        isAcknowledged = try reader.byte() != 0
        escalation = try reader.number()
        escalateDue = try reader.moment()
        reopenDue = try reader.moment()
        publicFrom = try reader.number()
    }
}

extension AlertThread {
    /// A thread of the layout before this one. Its group is made anew: signals of one rule and category had none in common.
    init(key: String, former reader: inout StateReader, sender: String) throws(StateError) {
        let identifier = try reader.string()
        let formerGroup = try reader.string()
        let messages: UInt32 = try reader.number()
        var references: [String] = []
        for _ in 0..<(try reader.count()) { references.append(try reader.string()) }
        var said = try Situation(key: key, group: formerGroup, from: &reader, hasMember: false)
        said.group = "\(said.rule)|\(said.category.code)"
        let sent = try reader.time()
        let area = try reader.cells()
        self.init(said, audiences: [], area: area, now: sent)
        self.identifier = identifier
        self.messages = messages
        // When each was sent was not kept: the last one's time is an upper bound of all.
        self.references = references.map { Alert.Reference(sender: sender, identifier: $0, sent: sent) }
        latest = try reader.byte() == 0 ? nil : try Situation(key: key, group: formerGroup, from: &reader, hasMember: false)
        latest?.group = said.group
        updateDue = try reader.moment()
        silentUntil = try reader.moment()
    }
}

extension Silence {
    func write(to writer: inout StateWriter) {
        writer.write(identifier)
        writer.write(rules.count)
        for rule in rules.sorted() { writer.write(rule) }
        writer.write(categories.count)
        for category in categories.sorted() { writer.write(UInt64(category.rawValue)) }
        writer.cells(cells)
        writer.write(zones.count)
        for zone in zones.sorted() { writer.write(zone) }
        writer.write(signed: from)
        writer.write(signed: until)
        writer.write(reason)
    }

    init(from reader: inout StateReader) throws(StateError) {
        self.init(identifier: try reader.string(), from: 0, until: 0)
        for _ in 0..<(try reader.count()) { rules.insert(try reader.string()) }
        for _ in 0..<(try reader.count()) { categories.insert(try reader.choice()) }
        cells = try reader.cells()
        for _ in 0..<(try reader.count()) { zones.insert(try reader.string()) }
        from = try reader.signed()
        until = try reader.signed()
        reason = try reader.string()
    }
}

extension Situation {
    fileprivate func write(to writer: inout StateWriter) {
        writer.write(member)
        writer.write(rule)
        writer.write(signed: time)
        writer.write(UInt64(category.rawValue))
        writer.write(capCategory)
        writer.write(byte: urgency.rawValue)
        writer.write(byte: severity.rawValue)
        writer.write(byte: certainty.rawValue)
        for moment in [onset, until, expires] { writer.write(signed: moment) }
        writer.write(magnitude)
        writer.cells(cells)
        writer.write(byte: isOngoing ? 1 : 0)
        for wording in [french, english] {
            for text in [wording.event, wording.headline, wording.description, wording.instruction] { writer.write(text) }
        }
        writer.write(cause)
    }

    /// - Parameter hasMember: false for the layout before this one, in which each situation was an alert of its own.
    fileprivate init(key: String, group: String, from reader: inout StateReader, hasMember: Bool = true) throws(StateError) {
        self.init(
            key: key, member: hasMember ? try reader.string() : key, group: group, rule: try reader.string(), time: try reader.time(),
            category: try reader.choice(),
            capCategory: try reader.string(), urgency: try reader.choice(), severity: try reader.choice(), certainty: try reader.choice(),
            onset: try reader.time(), until: try reader.time(), expires: try reader.time(), magnitude: try reader.double(),
            cells: try reader.cells(), isOngoing: try reader.byte() != 0, french: try reader.wording(), english: try reader.wording(),
            cause: try reader.string())
    }
}

extension StateWriter {
    fileprivate mutating func cells(_ cells: [Cell]) {
        write(cells.count)
        for cell in cells {
            write(byte: cell.level)
            write(signed: Int64(cell.column))
            write(signed: Int64(cell.row))
        }
    }

    fileprivate mutating func moment(_ moment: Int64?) {
        write(byte: moment == nil ? 0 : 1)
        if let moment { write(signed: moment) }
    }
}

extension StateReader {
    fileprivate mutating func cells() throws(StateError) -> [Cell] {
        var cells: [Cell] = []
        for _ in 0..<(try count(bytesEach: 3)) {
            let level = try byte()
            guard level <= Cell.maximumLevel else { throw malformed() }
            cells.append(Cell(level: level, column: try number(), row: try number()))
        }
        return cells
    }

    /// Seconds that can be calculated with: expiries and cool-downs may lie a few years beyond the bound of event time.
    mutating func time() throws(StateError) -> Int64 {
        let seconds = try signed()
        guard seconds.magnitude <= 2 * EventTime.bound.magnitude else { throw malformed() }
        return seconds
    }

    fileprivate mutating func audiences() throws(StateError) -> Set<Audience> {
        var audiences: Set<Audience> = []
        for _ in 0..<(try count()) { audiences.insert(try choice()) }
        return audiences
    }

    fileprivate mutating func moment() throws(StateError) -> Int64? { try byte() == 0 ? nil : try time() }

    fileprivate mutating func wording() throws(StateError) -> Alert.Wording {
        Alert.Wording(event: try string(), headline: try string(), description: try string(), instruction: try string())
    }
}
