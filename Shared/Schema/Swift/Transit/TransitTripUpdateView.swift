public import CSchema

/// Predictions for one trip, read where protobuf-c put them.
@frozen public struct TransitTripUpdateView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__TripUpdate>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__TripUpdate>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    /// nil: missing, though the standard requires it.
    @inlinable public var trip: TransitTripView? {
        guard let trip = c.pointee.trip else { return nil }
        return TransitTripView(c: UnsafePointer(trip), empty: empty)
    }
    /// Seconds since 1970 when it was measured; 0 where it is missing.
    @inlinable public var timestamp: UInt64 { c.pointee.timestamp_presence_case.rawValue == 0 ? 0 : c.pointee.timestamp }
    /// Seconds, late is positive; nil where it is missing.
    @inlinable public var delay: Int32? { c.pointee.delay_presence_case.rawValue == 0 ? nil : c.pointee.delay }
    /// Stops for which something is predicted.
    @inlinable public var count: Int { c.pointee.n_stop_time_update }
    /// The prediction at an index in `0 ..< count`.
    @inlinable public subscript(index: Int) -> TransitStopView {
        precondition(index >= 0 && index < count, "prediction \(index) of \(count)")
        guard let update = c.pointee.stop_time_update[index] else { preconditionFailure("protobuf-c left a hole in a trip") }
        return TransitStopView(c: update, empty: empty)
    }
}

/// A prediction for one stop of a trip.
@frozen public struct TransitStopView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__StopTimeUpdate>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__StopTimeUpdate>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    /// UTF-8; empty where the stop is named by its sequence alone.
    @inlinable public var stopBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.stop_id, unless: empty) }
    /// Place in the trip; nil where it is missing.
    @inlinable public var sequence: UInt32? { c.pointee.stop_sequence_presence_case.rawValue == 0 ? nil : c.pointee.stop_sequence }
    /// 0 SCHEDULED where it is missing; unknown numbers are possible.
    @inlinable public var relationship: Int32 {
        c.pointee.schedule_relationship_presence_case.rawValue == 0 ? 0 : c.pointee.schedule_relationship
    }
    /// Seconds, of the arrival or else of the departure; nil where neither says it.
    @inlinable public var delay: Int32? {
        if let event = c.pointee.arrival, event.pointee.delay_presence_case.rawValue != 0 { return event.pointee.delay }
        if let event = c.pointee.departure, event.pointee.delay_presence_case.rawValue != 0 { return event.pointee.delay }
        return nil
    }
    /// Seconds since 1970, of the arrival or else of the departure; nil where neither says it.
    @inlinable public var time: Int64? {
        if let event = c.pointee.arrival, event.pointee.time_presence_case.rawValue != 0 { return event.pointee.time }
        if let event = c.pointee.departure, event.pointee.time_presence_case.rawValue != 0 { return event.pointee.time }
        return nil
    }
    /// Seconds since 1970, of the departure or else of the arrival: when the vehicle has passed; nil where neither says it.
    @inlinable public var leaves: Int64? {
        if let event = c.pointee.departure, event.pointee.time_presence_case.rawValue != 0 { return event.pointee.time }
        if let event = c.pointee.arrival, event.pointee.time_presence_case.rawValue != 0 { return event.pointee.time }
        return nil
    }
}
