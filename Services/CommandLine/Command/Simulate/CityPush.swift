import Domain
import Schema
import Simulation

/// Pushes the arrivals of a city as its nine sources would: each its own batches, each saying from time to time how far it has reported.
struct CityPush {
    /// Seconds of the city between two reports of how far each source is, where its past is played.
    private static let interval: Int64 = 3_600
    /// In the present, so often, real time.
    private static let liveInterval = Duration.seconds(2)

    let pusher: Pusher
    let batchSize: Int
    /// No arrival is pushed before its time.
    let live: Bool
    /// Called when everything that arrives before a time is durable.
    let reached: (Int64) -> Void

    private var waiting: [String: [Observation]] = [:]
    private(set) var tally = PushTally()
    private var progress = ProgressLine()

    init(pusher: Pusher, batchSize: Int, live: Bool, reached: @escaping (Int64) -> Void) {
        self.pusher = pusher
        self.batchSize = batchSize
        self.live = live
        self.reached = reached
    }

    /// Pushes the arrivals from `from` on. Where the stream ends, so has everything of its stretch been reported.
    mutating func run(_ stream: CityStream, from: Int64, end: Int64) async throws {
        var stream = stream
        // All nine speak up before the first says anything: nobody is taken to be silent, and nobody runs ahead.
        try await report { from - $0.reportingLag }
        var checkpoint = (from / Self.interval + 1) * Self.interval
        var lastLive = ContinuousClock.now
        while let arrival = stream.next() {
            guard arrival.time >= from else { continue }
            if live, arrival.time > Times.now {
                // All before this arrival has come; in the present a report is due every other second.
                try await catchUp(to: arrival.time, end, &lastLive)
            }
            if arrival.time >= checkpoint {
                checkpoint = (arrival.time / Self.interval + 1) * Self.interval
                try await report(arrivedBefore: arrival.time, end)
                progress.show(
                    part: live ? nil : Double(arrival.time - from) / Double(max(end - from, 1)),
                    "\(Times.text(arrival.time))  \(Numbers.grouped(tally.accepted))")
            }
            tally.read()
            waiting[arrival.source.identifier, default: []].append(arrival.observation)
            if let full = waiting[arrival.source.identifier], full.count >= batchSize {
                waiting[arrival.source.identifier] = nil
                tally.add(try await pusher.push(arrival.source.identifier, full), lines: [])
            }
        }
        try await report { _ in end }
        progress.clear()
        reached(end)
    }

    /// Waits until a time comes, saying meanwhile how far each source is.
    private mutating func catchUp(to time: Int64, _ end: Int64, _ last: inout ContinuousClock.Instant) async throws {
        progress.clear()
        while Times.now < time {
            if ContinuousClock.now - last >= Self.liveInterval {
                try await report(arrivedBefore: Times.now, end)
                last = .now
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Sends what waits, each source's last batch saying how far it has reported.
    private mutating func report(arrivedBefore time: Int64, _ end: Int64) async throws {
        // Corrections come after the end of the stretch; of facts after it nothing can be said.
        try await report { min(time - $0.reportingLag, end) }
        reached(min(time, end))
    }

    private mutating func report(_ until: (SimulatedSource) -> Int64) async throws {
        let pusher = pusher
        let batches = SimulatedSource.all.map { source in
            (source: source.identifier, observations: waiting[source.identifier] ?? [], until: Instant(seconds: until(source)))
        }
        waiting.removeAll(keepingCapacity: true)
        let receipts = try await withThrowingTaskGroup(of: PushReceipt.self) { group in
            for batch in batches {
                group.addTask { try await pusher.push(batch.source, batch.observations, reportedUntil: batch.until) }
            }
            return try await group.reduce(into: [PushReceipt]()) { $0.append($1) }
        }
        for receipt in receipts { tally.add(receipt, lines: []) }
    }
}
