public import CSchema

/// An alert, read where protobuf-c put it; its texts and links are not decoded.
@frozen public struct TransitAlertView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__Alert>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__Alert>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    /// 1 UNKNOWN_CAUSE where it is missing; unknown numbers are possible.
    @inlinable public var cause: Int32 { c.pointee.cause_presence_case.rawValue == 0 ? 1 : c.pointee.cause }
    /// 8 UNKNOWN_EFFECT where it is missing; unknown numbers are possible.
    @inlinable public var effect: Int32 { c.pointee.effect_presence_case.rawValue == 0 ? 8 : c.pointee.effect }
    /// 1 UNKNOWN_SEVERITY where it is missing; unknown numbers are possible.
    @inlinable public var severity: Int32 { c.pointee.severity_level_presence_case.rawValue == 0 ? 1 : c.pointee.severity_level }
    /// Periods in which it holds; none: always.
    @inlinable public var periodCount: Int { c.pointee.n_active_period }
    /// Seconds since 1970 of the period at an index in `0 ..< periodCount`; nil where that side is open.
    @inlinable public func period(at index: Int) -> (start: UInt64?, end: UInt64?) {
        precondition(index >= 0 && index < periodCount, "period \(index) of \(periodCount)")
        guard let period = c.pointee.active_period[index] else { return (nil, nil) }
        return (
            period.pointee.start_presence_case.rawValue == 0 ? nil : period.pointee.start,
            period.pointee.end_presence_case.rawValue == 0 ? nil : period.pointee.end
        )
    }
    /// What it is about.
    @inlinable public var informedCount: Int { c.pointee.n_informed_entity }
    /// What it is about, at an index in `0 ..< informedCount`.
    @inlinable public func informed(at index: Int) -> TransitSelectorView? {
        precondition(index >= 0 && index < informedCount, "informed entity \(index) of \(informedCount)")
        guard let selector = c.pointee.informed_entity[index] else { return nil }
        return TransitSelectorView(c: UnsafePointer(selector), empty: empty)
    }
}

/// A stop, route, trip or agency that an alert is about.
@frozen public struct TransitSelectorView {
    @usableFromInline let c: UnsafePointer<Quietude__Transit__EntitySelector>
    @usableFromInline let empty: UnsafeMutablePointer<CChar>

    @inlinable
    init(c: UnsafePointer<Quietude__Transit__EntitySelector>, empty: UnsafeMutablePointer<CChar>) {
        self.c = c
        self.empty = empty
    }

    /// UTF-8; empty where it is missing.
    @inlinable public var stopBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.stop_id, unless: empty) }
    /// UTF-8; empty where it is missing. The trip's route where only the trip is named.
    @inlinable public var routeBytes: UnsafeRawBufferPointer {
        let own = Arena.bytes(of: c.pointee.route_id, unless: empty)
        guard own.isEmpty, let trip = c.pointee.trip else { return own }
        return Arena.bytes(of: trip.pointee.route_id, unless: empty)
    }
    /// UTF-8; empty where it is missing.
    @inlinable public var agencyBytes: UnsafeRawBufferPointer { Arena.bytes(of: c.pointee.agency_id, unless: empty) }
}
