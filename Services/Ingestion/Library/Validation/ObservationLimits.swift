/// How large the parts of an observation may be, and how far its times may reach.
public enum ObservationLimits {
    /// Bytes of an observation's id.
    public static let identifier = 128
    /// Bytes of a code, a code system, a cell's or an area's code, a unit.
    public static let code = 128
    /// Numbers in a polygon, two a point.
    public static let polygon = 2_048
    /// Milliseconds by which what happened may lie ahead of our clock.
    public static let lead: Int64 = 15 * 60_000
    /// Milliseconds by which what is planned may lie ahead, and which an interval may last: 400 days.
    public static let plan: Int64 = 400 * 86_400_000
    /// Milliseconds since 1970 of 1900-01-01T00:00:00Z: nothing is older.
    public static let earliest: Int64 = -2_208_988_800_000
}
