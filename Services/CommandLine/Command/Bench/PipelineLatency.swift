import Domain
import Foundation
import Schema
import Synchronization
import Transport

/// How long it takes from the push of the observation that makes a place unusual until a subscriber holds the alert.
struct PipelineLatency: Sendable {
    let house: BenchHouseAccess
    let bursts: Int

    init(house: BenchHouse, bursts: Int) throws {
        self.house = try BenchHouseAccess(house)
        self.bursts = bursts
    }

    /// Milliseconds, one a burst; bursts whose alert has not come within ten seconds count as that.
    func measure() async throws -> [Double] {
        try await learn()
        let arrivals = Arrivals()
        let listener = Task { [house] in
            let request = SubscribeRequest(
                territory: BenchLoad.territory, consumer: "", start: .now, cursor: nil, types: [.alert], filter: nil)
            for try await batch in house.notification.subscribe(request) {
                for record in batch.records where record.type == .alert {
                    let alert = try Alert(decoding: record.payload)
                    // Forecasts raise alerts too; a burst raises one from a signal.
                    if alert.messageType == .alert, alert.category == .brawl, alert.certainty == .observed { arrivals.came() }
                }
            }
        }
        defer { listener.cancel() }
        let clock = ContinuousClock()
        let start = clock.now
        var latencies: [Double] = []
        var tick = 0
        // 5,000 a second: batches of 50 each 10 ms; every fourteenth tick one of them is a burst at a place of its own.
        for burst in 0..<bursts {
            for _ in 0..<14 {
                try await Task.sleep(until: start + .milliseconds(tick * 10), tolerance: .zero, clock: .continuous)
                try await push((0..<50).map { quiet(tick * 50 + $0) })
                tick += 1
            }
            let sent = clock.now
            try await push((0..<40).map { loud(burst, $0, tick) })
            let came = await arrivals.next(after: burst, within: .seconds(10))
            latencies.append(came.map { ($0 - sent).inSeconds * 1000 } ?? 10_000)
        }
        return latencies
    }

    /// Three weeks of quiet history: before a fortnight of it correlation calls nothing unusual.
    private func learn() async throws {
        for index in 0..<Self.history / 500 { try await push((0..<500).map { past(index * 500 + $0) }) }
        try await Self.waitForWatermark(
            house.notification, Instant(milliseconds: Self.present).advanced(byMilliseconds: -3_600_000))
    }

    private static let history = 20_000
    private static let historyStep = 90_000.0
    /// Event time after the history, milliseconds since 1970.
    private static let present = BenchLoad.start + Int64(Double(history) * historyStep)

    private func past(_ number: Int) -> Observation {
        spread(BenchLoad(step: Self.historyStep, run: 1_999_999).observation(number), number)
    }

    private func push(_ observations: [Observation]) async throws {
        let batch = ObservationBatch(
            territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: observations, reportedUntil: nil)
        _ = try await house.ingestion.call(Method.push, batch.encoded(), deadline: .seconds(10), idempotent: true)
    }

    /// Spread so thin that no cell stands out.
    private func quiet(_ number: Int) -> Observation {
        var observation = spread(BenchLoad(step: 100, from: Self.present, run: 2_000_000).observation(number), number)
        // The bursts' category is theirs alone by now, so that no other alert is taken for one of them.
        observation.originalCode = "theft"
        return observation
    }

    private func spread(_ observation: Observation, _ number: Int) -> Observation {
        var observation = observation
        observation.latitude = 43.02 + Double(number &* 7919 % 400) * 0.0005
        observation.longitude = 5.02 + Double(number &* 104_729 % 1_000) * 0.0007
        return observation
    }

    private func loud(_ burst: Int, _ index: Int, _ tick: Int) -> Observation {
        var observation = BenchLoad(step: 100, from: Self.present, run: 3_000_000 + burst).observation(tick * 50)
        observation.observationID = "burst-\(burst)-\(index)"
        observation.latitude = 43.30 + Double(burst / 20) * 0.02
        observation.longitude = 5.10 + Double(burst % 20) * 0.03
        observation.originalCode = "brawl"
        return observation
    }

    /// Returns once notification has passed a watermark.
    static func waitForWatermark(_ client: Client, _ time: Instant) async throws {
        let request = SubscribeRequest(
            territory: BenchLoad.territory, consumer: "", start: .beginning, cursor: nil, types: [.watermark], filter: nil)
        while true {
            do {
                for try await batch in client.subscribe(request) {
                    for record in batch.records where record.type == .watermark {
                        if try Watermark(decoding: record.payload).time >= time.slot { return }
                    }
                }
                throw Failure("the feed of alerts ended", "le flux d'alertes s'est terminé")
            } catch let error as CallError where error.status == .notFound {
                // No territory has come down yet.
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}

/// The clients that a latency needs.
struct BenchHouseAccess: Sendable {
    let ingestion: Client
    let notification: Client

    init(_ house: BenchHouse) throws {
        ingestion = try house.client(of: "ingestion")
        notification = try house.client(of: "notification")
    }
}

/// When each new alert came. The lock guards what the listener writes and the measuring task reads.
private final class Arrivals: Sendable {
    private struct Content {
        var times: [ContinuousClock.Instant] = []
        var waiter: (count: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let content = Mutex(Content())

    func came() {
        let now = ContinuousClock().now
        content.withLock { content in
            content.times.append(now)
            if let waiter = content.waiter, content.times.count > waiter.count {
                waiter.continuation.resume()
                content.waiter = nil
            }
        }
    }

    /// When the alert number `count` (from 0) came; nil where it did not in time.
    func next(after count: Int, within limit: Duration) async -> ContinuousClock.Instant? {
        let timer = Task {
            try await Task.sleep(for: limit)
            giveUp()
        }
        await withCheckedContinuation { continuation in
            content.withLock { content in
                if content.times.count > count { continuation.resume() } else { content.waiter = (count, continuation) }
            }
        }
        timer.cancel()
        return content.withLock { $0.times.count > count ? $0.times[count] : nil }
    }

    private func giveUp() {
        content.withLock { content in
            content.waiter?.continuation.resume()
            content.waiter = nil
        }
    }
}

extension Instant {
    /// The start of its quarter of an hour.
    fileprivate var slot: Instant { Instant(seconds: TimeSlot(containing: self, length: TimeSlot.defaultLength).start) }
}
