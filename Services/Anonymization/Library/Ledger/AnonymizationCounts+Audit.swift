extension AnonymizationCounts {
    /// As the audit ledger names them; what is zero is left out, save how many came.
    public var audited: [String: UInt64] {
        var counts: [String: UInt64] = [
            "incidents": incidents, "readings": readings, "retractions": retractions, "superseded": superseded, "unchanged": unchanged,
            "withdrawals": withdrawals, "unmapped": unmapped, "forgotten": forgotten, "suppressed": suppressed, "censored": censored,
        ]
        for reason in DropReason.allCases { counts["dropped.\(reason.name)"] = self[reason] }
        counts = counts.filter { $0.value > 0 }
        counts["seen"] = seen
        return counts
    }
}
