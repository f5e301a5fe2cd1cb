import Domain

/// Means of a transit network's measures over the polls of one slot.
struct TransitSlot: Sendable {
    private struct Running: Sendable {
        var sum = 0.0
        var polls = 0
    }

    /// Measures of one slot; beyond it new ones are left out.
    static let capacity = 200_000

    private var start = Instant.distantPast
    private var means: [String: Running] = [:]

    init() {}

    /// Begins a slot, where it is not the one under way.
    mutating func begin(_ start: Instant) {
        guard start != self.start else { return }
        self.start = start
        means = [:]
    }

    /// Takes what one feed says and appends the slot's means as they now stand.
    mutating func take(
        _ receiver: TransitFeedReceiver, stopped: [VehicleWatch.Square: Int], at now: Instant, _ context: SourceContext,
        into rows: inout RowQueue
    ) {
        for (key, mean) in receiver.delays.sorted(by: { $0.key < $1.key }) {
            let value = mean.sum / Double(mean.count)
            switch key {
            case .stop(let stop, let place): append("delay", stop, value, "min", place, now, context, &rows)
            case .route(let route): append("delay", "route:\(route)", value, "min", nil, now, context, &rows)
            }
        }
        for (line, times) in receiver.arrivals.sorted(by: { $0.key < $1.key }) where times.count > 1 {
            let sorted = times.sorted()
            let gap = Double(sorted[sorted.count - 1] - sorted[0]) / Double(sorted.count - 1)
            let place = context.places.place(line.stop) ?? context.timetable?.places.place(line.stop)
            append("headway", "\(line.route):\(line.direction):\(line.stop)", gap, "s", place, now, context, &rows)
        }
        for (route, count) in receiver.cancelled.sorted(by: { $0.key < $1.key }) {
            append("cancelled", route, Double(count), "{event}", nil, now, context, &rows)
        }
        for (square, count) in stopped.sorted(by: { $0.key < $1.key }) {
            append("stopped", square.text, Double(count), "{vehicle}", square.centre, now, context, &rows)
        }
    }

    private mutating func append(
        _ measure: String, _ name: String, _ value: Double, _ unit: String, _ place: PlaceTable.Place?, _ now: Instant,
        _ context: SourceContext, _ rows: inout RowQueue
    ) {
        let key = "\(measure):\(name)"
        var running = means[key] ?? Running()
        guard running.polls > 0 || means.count < TransitSlot.capacity else { return }
        running.sum += value
        running.polls += 1
        means[key] = running
        let seconds = now.seconds - start.seconds
        rows.append(
            .observation(
                line: 0,
                Observation(
                    observationID: SourceIdentifier.make(measure, name, "\(start.seconds)"), version: UInt32(clamping: seconds + 1),
                    operation: running.polls == 1 ? .create : .replace, phenomenonStart: start,
                    phenomenonEnd: start.advanced(byMilliseconds: Int64(context.slotLength) * 1_000),
                    offsetMinutes: context.zone.offsetMinutes(at: start.seconds), resultTime: now, latitude: place?.latitude,
                    longitude: place?.longitude, originalCode: context.code([measure], else: [.ridershipDelay]),
                    value: running.sum / Double(running.polls), unit: unit)))
    }

    func write(to writer: inout StateWriter) {
        writer.write(signed: start.milliseconds)
        writer.write(means.count)
        for (key, running) in means.sorted(by: { $0.key < $1.key }) {
            writer.write(key)
            writer.write(running.sum)
            writer.write(running.polls)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        start = Instant(milliseconds: try reader.signed())
        for _ in 0..<(try reader.count(bytesEach: 10)) {
            let key = try reader.string()
            means[key] = Running(sum: try reader.double(), polls: try reader.int())
        }
    }
}

extension TransitPlaceKey: Comparable {
    private var order: String {
        switch self {
        case .stop(let stop, _): "s\(stop)"
        case .route(let route): "r\(route)"
        }
    }

    static func < (left: TransitPlaceKey, right: TransitPlaceKey) -> Bool { left.order < right.order }
}

extension TransitFeedReceiver.Line: Comparable {
    static func < (left: TransitFeedReceiver.Line, right: TransitFeedReceiver.Line) -> Bool {
        (left.route, left.direction, left.stop) < (right.route, right.direction, right.stop)
    }
}
