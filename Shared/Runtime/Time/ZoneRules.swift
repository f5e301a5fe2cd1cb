import Foundation
import Synchronization

/// Seconds by which a zone's wall clock is ahead of UTC, from the system's zone files; for machines that know zones only by name.
public enum ZoneRules {
    /// The offset of a zone at an instant in seconds since 1970; 0 for a name that the system does not know.
    public static let offset: @Sendable (_ zone: String, _ instant: Int64) -> Int64 = { zone, instant in
        Int64(zones.zone(zone)?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))) ?? 0)
    }

    private static let zones = KnownZones()
}

/// Zones that were asked for: looking one up reads a file. The lock guards the dictionary.
private final class KnownZones: Sendable {
    private let known = Mutex<[String: TimeZone]>([:])

    func zone(_ name: String) -> TimeZone? {
        known.withLock { known in
            if let zone = known[name] { return zone }
            let zone = TimeZone(identifier: name)
            // Names come from registers: few.
            if let zone { known[name] = zone }
            return zone
        }
    }
}
