/// The monotonic time that is passed into the machines; they read no clock.
typealias Moment = ContinuousClock.Instant
