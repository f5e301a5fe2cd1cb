import Domain

/// Cameras' analytics, never their images: ONVIF Profile M metadata (XML `tt:MetadataStream` with frames and events), its MQTT JSON binding,
/// and the occupancy messages of DataQ; summed a slot at the edge, a reading a camera, measure and slot.
///
/// | field | becomes | unit, meaning, clause |
/// |---|---|---|
/// | tt:Frame UtcTime, tt:Object/Appearance/Class/Type | reading, class Human: `presence` | {person}, mean in view over the slot's frames (Analytics 5.1, 5.1.4) |
/// | other classes (Vehicle, Car, Bus, Bike…) | reading, where the register maps the class to one | {vehicle}, mean in view |
/// | RuleEngine/CountAggregation/OccupancyCounter Count | reading | {person}, a level: mean over the slot (Analytics, tt:OccupancyCounting) |
/// | RuleEngine/CountAggregation/Counter Count | reading | {event}, cumulative: increments summed over the slot; it begins anew at its ResetTime and with the camera |
/// | RuleEngine/LineDetector/Crossed, CameraApplicationPlatform/ObjectAnalytics active | reading | {event}, summed over the slot |
/// | RuleEngine/…Crowd… Count, Density, Level | reading | {person}, or % for a density: mean over the slot |
/// | VideoSource/GlobalSceneChange, ImageTooDark, …Tamper… State true | incident `tamper`, as the register maps it, else `damage` | |
/// | FieldDetector, LoiteringDetector, other rules' State, IsInside, active true | incident, where the register maps the rule's name or the topic to one | |
/// | occupancy (DataQ) Human | reading | {person}, a level |
/// | UtcTime | the slot | UTC, with or without `Z` |
/// | topic prefix, ProducerReference, serial, VideoSource, Rule | latitude, longitude | looked up in the table of places; then only in the id |
/// | PropertyOperation Initialized | | the state at subscription: a counter's baseline, no event |
/// | Recognition/…, LicensePlate, Face…, HumanBody, Barcode, image, tracks, colour, clothing, age, gender | **refused** by name, and told | persons |
/// | ObjectId, UUID, BoundingBox, CenterOfGravity, Shape, Speed, SphericalCoordinate, GeoLocation | dropped | would follow somebody |
public struct CameraAdapter: FeedAdapter {
    private let context: SourceContext
    private var reader: FeedNodeReader
    private var queue = RowQueue()
    private var sums = CameraSums()
    private var counters = CounterMemory()
    private var revisions = RevisionMemory()
    /// Told once a document: refusals that a camera would repeat 25 times a second.
    private var told: Set<String> = []
    private var atEnd = false

    private static let records: Set<String> = ["Frame", "NotificationMessage", "NotficationMessage", "SensorData"]

    /// An adapter of a source; `context.places` knows where its cameras are.
    public init(context: SourceContext) {
        self.context = context
        reader = FeedNodeReader(records: CameraAdapter.records)
    }

    /// Takes the next bytes of the document.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) { reader.feed(bytes) }

    /// The document has no more bytes: what its last slot has seen so far is said, and may be replaced by what follows.
    public mutating func finish() { reader.finish() }

    /// The next row. Throws where an XML document cannot be read.
    public mutating func next() throws(FileProblem) -> RowResult {
        while true {
            if let row = queue.take() { return row }
            if atEnd {
                atEnd = false
                told = []
                return .end
            }
            switch try reader.next() {
            case .needsMore: return .needsMore
            case .problem(let problem): return .problem(problem)
            case .end:
                report(all: true)
                atEnd = true
            case .node(let node):
                take(node)
                if sums.hasClosed { report(all: false) }
            }
        }
    }

    private mutating func take(_ node: FeedNode) {
        guard let xml = node.xml else { return take(json: node) }
        switch xml.name {
        case "Frame": take(frame: xml)
        case "SensorData": tell("sensor", xml.line, .ignored, "sensors' data is no camera's; it does not count")
        default: take(CameraNotice(notification: xml))
        }
    }

    // MARK: Frames

    private mutating func take(frame: XMLNode) {
        guard let time = frame.attribute("UtcTime").flatMap(CameraNotice.time) else {
            return tell(
                "frame-time", frame.line, .time, "`UtcTime` of a Frame is missing or no dateTime; the frame cannot be placed in time")
        }
        var counts = ["human": 0.0]
        for object in frame.children("Object").prefix(CameraLimits.objects) {
            if object.at("Behaviour", "Removed") != nil { continue }
            var budget = 512
            if let refused = RefusedContent.name(in: object, budget: &budget) { refuse(refused, frame.line) }
            guard let kind = CameraAdapter.objectClass(object) else { continue }
            if RefusedContent.classes.contains(kind.lowercased()) {
                refuse(kind, frame.line)
                continue
            }
            let isPerson = ["human", "person"].contains(kind.lowercased())
            counts[isPerson ? "human" : kind, default: 0] += 1
        }
        let camera = context.device
        for (kind, count) in counts {
            if kind == "human" {
                add(count, CameraSums.Key(camera: camera, measure: "presence", isLevel: true), time, frame.line)
            } else if context.mappings[kind]?.use == .reading {
                add(count, CameraSums.Key(camera: camera, measure: kind, isLevel: true), time, frame.line)
            }
        }
    }

    /// The likeliest class: `Class/Type Likelihood`, or `Class/ClassCandidate` of older cameras.
    private static func objectClass(_ object: XMLNode) -> String? {
        guard let classes = object.at("Appearance", "Class") else { return nil }
        var best: (kind: String, likelihood: Double)?
        func candidate(_ kind: String, _ likelihood: Double) {
            if !kind.isEmpty, likelihood > best?.likelihood ?? -1 { best = (kind, likelihood) }
        }
        for type in classes.children("Type") { candidate(type.text, type.attribute("Likelihood").flatMap(Double.init) ?? 1) }
        for type in classes.children("ClassCandidate") { candidate(type.text("Type"), Double(type.text("Likelihood")) ?? 1) }
        return best?.kind
    }

    // MARK: Events

    private mutating func take(json node: FeedNode) {
        if let notice = CameraNotice(mqtt: node) { return take(notice) }
        if let occupancy = node.child("occupancy") {
            let serial = node.text("serial")
            guard let milliseconds = Int64(node.text("timestamp")), milliseconds > 0 else {
                return tell("occupancy-time", node.line, .time, "`timestamp` is missing or no millisecond since 1970")
            }
            guard let count = occupancy.number("Human") else { return }
            return add(
                count, CameraSums.Key(camera: serial.isEmpty ? context.device : serial, measure: "presence", isLevel: true),
                Instant(milliseconds: milliseconds), node.line)
        }
        for name in ["list", "tracker", "path", "geospace", "image", "detections"] where node.has(name) { return refuse(name, node.line) }
        tell("json", node.line, .ignored, "a message without counts (a camera's state, a sensor); it does not count")
    }

    private mutating func take(_ notice: CameraNotice) {
        if let word = RefusedContent.word(inTopic: notice.topic) { return refuse(word, notice.line) }
        if let item = notice.data.first(where: { RefusedContent.isRefused($0.name) }) { return refuse(item.name, notice.line) }
        guard let time = notice.time else { return tell("time", notice.line, .time, "`UtcTime` of a message is missing or no dateTime") }
        if notice.operation == "Deleted" { return }
        let isState = notice.operation == "Initialized"
        let topic = notice.topic
        let device = notice.device.isEmpty ? context.device : notice.device
        let camera = notice.instance.isEmpty ? device : "\(device)/\(notice.instance)"
        func key(_ measure: String, _ isLevel: Bool) -> CameraSums.Key {
            CameraSums.Key(camera: camera, measure: measure, isLevel: isLevel)
        }
        if topic.hasSuffix("CountAggregation/OccupancyCounter") {
            guard let count = count(notice) else { return }
            add(count, key("presence", true), time, notice.line)
        } else if topic.hasSuffix("CountAggregation/Counter") {
            guard let count = count(notice) else { return }
            switch counters.take(count, of: camera, at: time, isState: isState) {
            case .increment(let increment): add(increment, key("counter", false), time, notice.line)
            case .baseline:
                tell("baseline \(camera)", notice.line, .ignored, "the first value of a cumulative counter: what comes after it counts")
            case .old: queue.append(.problem(problem(notice.line, .duplicate, "a counter's value that is not newer than the one before")))
            }
        } else if topic.contains("Crowd") || topic.contains("Density") {
            if let value = notice.number("Count", "Occupancy") {
                add(value, key("presence", true), time, notice.line)
            } else if let value = notice.number("Density", "Level", "CrowdLevel", "Value") {
                add(value, key("density", true), time, notice.line)
            }
        } else if isState {
            // What held when somebody subscribed has not happened now.
            tell("state \(topic)", notice.line, .ignored, "PropertyOperation Initialized: the state at subscription, no event")
        } else if topic.hasSuffix("LineDetector/Crossed") {
            add(1, key("crossing", false), time, notice.line)
        } else if topic.contains("ObjectAnalytics") {
            if notice.isTrue("active") { add(1, key("crossing", false), time, notice.line) }
        } else if CameraAdapter.isTamper(topic) {
            if notice.isTrue("State", "IsTamper", "active", "Tamper") || notice.data.isEmpty {
                incident(notice, camera, time, code: context.code(["tamper"], else: .damage), kind: "tamper")
            }
        } else if let code = incidentCode(notice) {
            if notice.isTrue("State", "active", "IsInside", "IsLoitering", "IsMotion", "LogicalState") || notice.data.isEmpty {
                incident(notice, camera, time, code: code)
            }
        } else {
            tell("topic \(topic)", notice.line, .ignored, "a topic that is not counted (motion, fences, states)")
        }
    }

    /// The kind of incident that an event's rule or topic stands for, as the register maps them; nil where it maps none.
    private func incidentCode(_ notice: CameraNotice) -> String? {
        let last = notice.topic.split(separator: "/").last.map(String.init) ?? ""
        return [notice.rule, notice.topic, last].first { code in
            guard let use = context.mappings[code]?.use else { return false }
            return use == .forecast || use == .statistics
        }
    }

    private static func isTamper(_ topic: String) -> Bool {
        topic.contains("GlobalSceneChange") || topic.contains("Tamper") || topic.contains("ImageTooDark") || topic.contains("SignalLoss")
    }

    private mutating func count(_ notice: CameraNotice) -> Double? {
        guard let count = notice.number("Count"), count >= 0 else {
            queue.append(.problem(problem(notice.line, .number, "`Data/Count` is missing or no number of at least 0")))
            return nil
        }
        return count
    }

    private mutating func incident(_ notice: CameraNotice, _ camera: String, _ time: Instant, code: String, kind: String = "event") {
        guard let place = place(camera) else { return noPlace(camera, notice.line) }
        var observation = Observation(
            observationID: SourceIdentifier.make(kind, "\(camera)|\(notice.topic)", "\(time.milliseconds)"), phenomenonStart: time,
            offsetMinutes: context.zone.offsetMinutes(at: time.seconds), latitude: place.latitude, longitude: place.longitude,
            accuracy: place.radius, originalCode: code, origin: .discovered)
        if revisions.revise(&observation) { queue.append(.observation(line: notice.line, observation)) }
    }

    // MARK: Sums

    private mutating func add(_ value: Double, _ key: CameraSums.Key, _ time: Instant, _ line: Int) {
        guard value.isFinite, value >= 0 else { return tell("value", line, .number, "a count is not a number of at least 0") }
        guard place(key.camera) != nil else { return noPlace(key.camera, line) }
        if !sums.add(value, key, at: time, context) {
            tell(
                "late \(key.camera)", line, .stale, "a message older than \(CameraLimits.lateSlots) slots; its slot was said and is closed")
        }
    }

    private mutating func report(all: Bool) {
        for row in sums.take(all: all, context) {
            guard let place = place(row.key.camera) else { continue }
            let isPresence = row.key.measure == "presence"
            let unit =
                switch row.key.measure {
                case "presence": "{person}"
                case "density": "%"
                case "counter", "crossing": "{event}"
                default: "{vehicle}"
                }
            var observation = Observation(
                observationID: SourceIdentifier.make(row.key.measure, row.key.camera, "\(row.start.seconds)"), phenomenonStart: row.start,
                phenomenonEnd: row.start.advanced(byMilliseconds: Int64(context.slotLength) * 1_000),
                offsetMinutes: context.zone.offsetMinutes(at: row.start.seconds), latitude: place.latitude, longitude: place.longitude,
                accuracy: place.radius, originalCode: context.code(isPresence ? [] : [row.key.measure], else: .presence),
                value: row.value, unit: unit)
            if revisions.revise(&observation) { queue.append(.observation(line: 0, observation)) }
        }
    }

    /// The place of a camera: of its rule, its source, or the device.
    private func place(_ camera: String) -> PlaceTable.Place? {
        if let place = context.places.place(camera) { return place }
        var name = camera[...]
        while let slash = name.lastIndex(of: "/") {
            name = name[..<slash]
            if let place = context.places.place(String(name)) { return place }
        }
        return context.device.isEmpty || context.device == camera ? nil : context.places.place(context.device)
    }

    // MARK: Telling

    private mutating func noPlace(_ camera: String, _ line: Int) {
        tell("place \(camera)", line, .position, "the camera is in no table of places; give its device (or --device) with its position")
    }

    private mutating func refuse(_ name: String, _ line: Int) {
        tell(
            "refused \(name)", line, .refusedKind,
            "`\(name.prefix(40))` is never taken: faces, plates, images, tracks and what describes a person are refused; configure the camera to send counts only"
        )
    }

    /// Tells a problem once a document.
    private mutating func tell(_ key: String, _ line: Int, _ reason: RowProblem.Reason, _ message: String) {
        guard told.count < 1_024, told.insert(key).inserted else { return }
        queue.append(.problem(problem(line, reason, message)))
    }

    private func problem(_ line: Int, _ reason: RowProblem.Reason, _ message: String) -> RowProblem {
        RowProblem(line: line, column: 0, reason: reason, message: message)
    }

    /// Counters, open slots, and what was said of them.
    public var memory: [UInt8] {
        var writer = StateWriter(magic: "CAMS", version: 1)
        sums.write(to: &writer)
        counters.write(to: &writer)
        revisions.write(to: &writer)
        return writer.finished()
    }

    /// Takes back what `memory` gave.
    public mutating func remember(_ memory: [UInt8]) throws(StateError) {
        guard !memory.isEmpty else { return }
        var reader = try StateReader(memory, magic: "CAMS", newest: 1)
        sums = try CameraSums(from: &reader)
        counters = try CounterMemory(from: &reader)
        revisions = try RevisionMemory(from: &reader)
    }
}
