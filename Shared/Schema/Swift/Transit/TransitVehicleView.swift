public import CSchema

/// Where a vehicle is, read where protobuf-c put it.
@frozen public struct TransitVehicleView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__VehiclePosition>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__VehiclePosition>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    /// nil: it serves none.
    @inlinable public var trip: TransitTripView? {
        guard let trip = c.pointee.trip else { return nil }
        return TransitTripView(c: UnsafePointer(trip), empty: empty)
    }
    /// WGS 84 degrees; nil where it is missing.
    @inlinable public var position: (latitude: Float, longitude: Float)? {
        guard let position = c.pointee.position else { return nil }
        return (position.pointee.latitude, position.pointee.longitude)
    }
    /// m/s by the standard, km/h in many feeds; nil where it is missing.
    @inlinable public var speed: Float? {
        guard let position = c.pointee.position, position.pointee.speed_presence_case.rawValue != 0 else { return nil }
        return position.pointee.speed
    }
    /// 0 INCOMING_AT, 1 STOPPED_AT, 2 IN_TRANSIT_TO, which holds where it is missing; unknown numbers are possible.
    @inlinable public var status: Int32 { c.pointee.current_status_presence_case.rawValue == 0 ? 2 : c.pointee.current_status }
    /// Seconds since 1970; 0 where it is missing.
    @inlinable public var timestamp: UInt64 { c.pointee.timestamp_presence_case.rawValue == 0 ? 0 : c.pointee.timestamp }
    /// The vehicle's id, UTF-8; empty where it is missing.
    @inlinable public var vehicleBytes: UnsafeRawBufferPointer {
        guard let vehicle = c.pointee.vehicle else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return Arena.bytes(of: vehicle.pointee.id, unless: empty)
    }
}
