import Glibc

/// How many teams a stream of incidents needs: Erlang's delay formula (1917; Cooper, "Introduction to Queueing Theory", 1981, ch. 3).
enum Staffing {
    /// Teams beyond which nobody asks.
    static let mostTeams = 10_000

    /// The least number of teams with which at most `1 - kept` of the incidents wait longer than `wait`.
    ///
    /// - Parameter rate: incidents an hour.
    static func teams(rate: Double, rules: StaffingRules) -> Int {
        let offered = max(0, rate) * rules.share * rules.handling / 60
        guard offered > 0, offered.isFinite else { return 0 }
        var teams = 1
        // Erlang B by its recursion, which neither overflows nor cancels.
        var blocked = offered / (1 + offered)
        while teams < mostTeams {
            let count = Double(teams)
            if count > offered, offered <= count * rules.utilisation {
                let delayed = blocked / (1 - offered / count * (1 - blocked))
                if delayed * exp(-(count - offered) * rules.wait / rules.handling) <= 1 - rules.kept { return teams }
            }
            teams += 1
            blocked = offered * blocked / (Double(teams) + offered * blocked)
        }
        return mostTeams
    }
}
