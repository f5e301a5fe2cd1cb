/// Numbers as people read them: at most one decimal, no locale of the machine.
enum Numbers {
    static func french(_ value: Double) -> String { text(value, separator: ",") }
    static func english(_ value: Double) -> String { text(value, separator: ".") }

    /// A whole number from 10 upwards, one decimal below; none where it is 0.
    private static func text(_ value: Double, separator: String) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "?" }
        if value.magnitude >= 9.95 { return String(Int64(value.rounded())) }
        let tenths = Int64((value.magnitude * 10).rounded())
        let sign = value < 0 && tenths > 0 ? "-" : ""
        return tenths % 10 == 0 ? "\(sign)\(tenths / 10)" : "\(sign)\(tenths / 10)\(separator)\(tenths % 10)"
    }

    /// A length of time in whole hours, or minutes where it is none.
    static func duration(_ seconds: Int64) -> String {
        seconds % 3_600 == 0 ? "\(seconds / 3_600) h" : "\((seconds + 59) / 60) min"
    }
}
