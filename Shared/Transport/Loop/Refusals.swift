import Logging
import Metrics

/// Counts what is refused, and logs each reason at most once a minute. Never logs what a frame held.
struct Refusals {
    private let logger: Logger
    private let side: String
    private var throttle = RefusalThrottle()
    private var counters: [RefusalReason: Counter] = [:]

    init(side: String, logger: Logger) {
        self.side = side
        self.logger = logger
    }

    /// Something was refused.
    mutating func happened(_ reason: RefusalReason, from peer: String, now: Moment) {
        let counter =
            counters[reason]
            ?? Counter(label: "quietude_transport_refused_total", dimensions: [("reason", reason.rawValue), ("side", side)])
        counters[reason] = counter
        counter.increment()
        guard let times = throttle.happened(reason, now: now) else { return }
        logger.warning("refused", metadata: ["reason": "\(reason.rawValue)", "peer": "\(peer)", "times": "\(times)", "side": "\(side)"])
    }
}
