extension Duration {
    /// Whole milliseconds, rounded up, so that whoever waits for them does not wake too early.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        return product + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
