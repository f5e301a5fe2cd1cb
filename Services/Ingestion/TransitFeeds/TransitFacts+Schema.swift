import Ingestion
import Schema

extension String {
    /// The feed's text; U+FFFD stands for what is not UTF-8.
    init(transit bytes: UnsafeRawBufferPointer) { self = bytes.isEmpty ? "" : String(decoding: bytes, as: UTF8.self) }
}

extension Int64 {
    /// Seconds of a feed, which no clock of ours goes beyond.
    init(transit seconds: UInt64) { self = Int64(Swift.min(seconds, 253_402_300_800)) }
}

extension TransitTrip {
    /// Reduces a trip's predictions to its next stop and its last: SKIPPED and NO_DATA stops say nothing, a delay holds for the stops that
    /// follow it (reference, StopTimeUpdate).
    init(number: Int, _ update: TransitTripUpdateView, now: Int64) {
        self.init(number: number)
        timestamp = Int64(transit: update.timestamp)
        if let view = update.trip {
            trip = String(transit: view.tripBytes)
            route = String(transit: view.routeBytes)
            startDate = String(transit: view.startDateBytes)
            direction = view.direction
            relationship = view.relationship
        }
        var carried = update.delay
        var next: Int?
        var last: Int?
        for index in 0..<update.count {
            let stop = update[index]
            if stop.relationship == 1 || stop.relationship == 2 { continue }
            let leaves = stop.leaves
            let delay = stop.delay
            if next == nil {
                if let delay { carried = delay }
                // A stop without a time that says how late the trip is: the next one, as far as the feed tells.
                if let leaves { if leaves >= now { next = index } } else if delay != nil { next = index }
            }
            if leaves != nil { last = index }
        }
        if let next {
            let view = update[next]
            stop = String(transit: view.stopBytes)
            sequence = view.sequence
            time = bounded(view.time)
            delay = carried
        } else if update.count == 0 {
            delay = carried
        }
        if let last {
            lastStop = String(transit: update[last].stopBytes)
            lastTime = bounded(update[last].time)
        }
    }
}

/// Seconds of a feed; nil where they are none.
private func bounded(_ seconds: Int64?) -> Int64? {
    guard let seconds, (0...253_402_300_800).contains(seconds) else { return nil }
    return seconds
}

extension TransitVehicle {
    init(number: Int, _ view: TransitVehicleView, _ entity: TransitEntityView) {
        self.init(number: number)
        let own = view.vehicleBytes
        vehicle = String(transit: own.isEmpty ? entity.idBytes : own)
        if let position = view.position {
            latitude = Double(position.latitude)
            longitude = Double(position.longitude)
        }
        speed = view.speed
        status = view.status
        timestamp = Int64(transit: view.timestamp)
    }
}

extension TransitAlert {
    init(number: Int, _ view: TransitAlertView, _ entity: TransitEntityView) {
        self.init(number: number, identifier: String(transit: entity.idBytes))
        cause = view.cause
        effect = view.effect
        severity = view.severity
        for index in 0..<min(view.periodCount, TransitAlert.maximumSelectors) {
            let period = view.period(at: index)
            periods.append(Period(start: period.start.map(Int64.init(transit:)), end: period.end.map(Int64.init(transit:))))
        }
        for index in 0..<min(view.informedCount, TransitAlert.maximumSelectors) {
            guard let informed = view.informed(at: index) else { continue }
            if !informed.stopBytes.isEmpty { stops.append(String(transit: informed.stopBytes)) }
            if !informed.routeBytes.isEmpty { routes.append(String(transit: informed.routeBytes)) }
        }
    }
}
