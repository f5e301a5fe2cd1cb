public import CSchema

/// An entity of a transit feed, read where protobuf-c put it. Valid only inside `TransitFeed.forEachEntity`.
@frozen public struct TransitEntityView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__FeedEntity>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__FeedEntity>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    @inlinable @inline(__always)
    func bytes(_ string: UnsafeMutablePointer<CChar>?) -> UnsafeRawBufferPointer { Arena.bytes(of: string, unless: empty) }

    /// The feed's own id of the entity, UTF-8; empty where it is missing.
    @inlinable public var idBytes: UnsafeRawBufferPointer { bytes(c.pointee.id) }
    /// Withdrawn by a differential feed.
    @inlinable public var isDeleted: Bool { c.pointee.is_deleted != 0 }
    /// nil: the entity is none.
    @inlinable public var tripUpdate: TransitTripUpdateView? {
        guard let update = c.pointee.trip_update else { return nil }
        return TransitTripUpdateView(c: UnsafePointer(update), empty: empty)
    }
    /// nil: the entity is none.
    @inlinable public var vehicle: TransitVehicleView? {
        guard let vehicle = c.pointee.vehicle else { return nil }
        return TransitVehicleView(c: UnsafePointer(vehicle), empty: empty)
    }
    /// nil: the entity is none.
    @inlinable public var alert: TransitAlertView? {
        guard let alert = c.pointee.alert else { return nil }
        return TransitAlertView(c: UnsafePointer(alert), empty: empty)
    }
}

/// What names a trip.
@frozen public struct TransitTripView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__TripDescriptor>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__TripDescriptor>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    /// UTF-8.
    @inlinable public var tripBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.trip_id, unless: empty) }
    /// UTF-8.
    @inlinable public var routeBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.route_id, unless: empty) }
    /// `yyyymmdd`, UTF-8.
    @inlinable public var startDateBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.start_date, unless: empty) }
    /// `HH:MM:SS`, UTF-8.
    @inlinable public var startTimeBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.start_time, unless: empty) }
    /// 0 SCHEDULED where it is missing; unknown numbers are possible.
    @inlinable public var relationship: Int32 {
        c.pointee.schedule_relationship_presence_case.rawValue == 0 ? 0 : c.pointee.schedule_relationship
    }
    /// nil: missing.
    @inlinable public var direction: UInt32? { c.pointee.direction_id_presence_case.rawValue == 0 ? nil : c.pointee.direction_id }
}
