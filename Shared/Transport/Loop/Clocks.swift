import Domain
import Glibc

/// The two clocks of the shell. Machines are given what they say.
enum Clocks {
    /// Monotonic.
    static var moment: Moment { ContinuousClock.now }

    /// Of the wall: only for the expiry of keys.
    static var wall: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
