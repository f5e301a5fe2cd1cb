/// Numbers as people read them: two digits or so, no locale of the machine.
enum Numbers {
    static func french(_ value: Double) -> String { text(value, separator: ",") }
    static func english(_ value: Double) -> String { text(value, separator: ".") }

    /// A whole number from 10 upwards, one decimal from 1, two digits below; what is smaller than a hundredth is said to be.
    private static func text(_ value: Double, separator: String) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "?" }
        let sign = value < 0 ? "-" : ""
        let size = value.magnitude
        if size == 0 { return "0" }
        if size >= 9.95 { return sign + String(Int64(size.rounded())) }
        if size < 0.005 { return "\(sign)<0\(separator)01" }
        let hundredths = size >= 0.95 ? Int64((size * 10).rounded()) * 10 : Int64((size * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)\(separator)" + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// A length of time in whole hours, or minutes where it is none.
    static func duration(_ seconds: Int64) -> String {
        seconds % 3_600 == 0 ? "\(seconds / 3_600) h" : "\((seconds + 59) / 60) min"
    }
}
