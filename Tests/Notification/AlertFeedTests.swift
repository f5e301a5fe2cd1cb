import Domain
import Notification
import Testing

@Suite("Alerts are a function of the two feeds")
struct AlertFeedTests {
    private enum Event {
        case signal(Signal)
        case forecast(Forecast)
        case signalWatermark(Int64)
        case forecastWatermark(Int64)
    }

    /// A day of signals and forecasts, each feed in its own order.
    private func day(_ seed: UInt64) -> (signals: [Event], forecasts: [Event]) {
        var random = SplitMix64(seed: seed)
        var signals: [Event] = []
        var forecasts: [Event] = []
        for step in 0..<120 {
            let offset = Int64(step) * 900
            for _ in 0..<3 {
                let situation = "s\(Int.random(in: 0..<6, using: &random))"
                signals.append(
                    .signal(
                        Examples.signal(situation, at: offset) {
                            $0.observed = Double(Int.random(in: 0..<20, using: &random))
                            $0.pValue = [0.0001, 0.01, 1][Int.random(in: 0..<3, using: &random)]
                            $0.severity = Severity.allCases[Int.random(in: 0..<5, using: &random)]
                            $0.cells = [Cell(column: Int32.random(in: 0..<30, using: &random), row: 3)]
                        }))
            }
            forecasts.append(.forecast(Examples.forecast(at: offset, [Double.random(in: 0..<40, using: &random), 3])))
            if step % 3 == 2 {
                signals.append(.signalWatermark(offset))
                forecasts.append(.forecastWatermark(offset))
            }
        }
        return (signals, forecasts)
    }

    private struct Room {
        var signals = SignalAlerts(territory: "city", policy: Examples.policy(coolDown: 1_800, liveThreads: 5))
        var forecasts = ForecastAlerts(territory: "city", policy: Examples.policy(coolDown: 1_800))

        mutating func apply(_ event: Event) -> [Alert] {
            switch event {
            case .signal(let signal): signals.apply(signal)
            case .forecast(let forecast): forecasts.apply(forecast)
            case .signalWatermark(let offset): signals.advance(to: Examples.time(offset))
            case .forecastWatermark(let offset): forecasts.advance(to: Examples.time(offset))
            }
        }
    }

    @Test("whichever way the two feeds interleave, the alerts are the same", arguments: [UInt64(1), 2, 3, 4])
    func interleaving(seed: UInt64) {
        let (signals, forecasts) = day(seed)
        var room = Room()
        let expected = Set((signals + forecasts).flatMap { room.apply($0) })
        #expect(expected.contains { $0.messageType == .update } && expected.contains { $0.messageType == .cancel })
        for shuffle in 0..<5 {
            var random = SplitMix64(seed: seed &* 100 &+ UInt64(shuffle))
            var left = signals[...]
            var right = forecasts[...]
            var again = Room()
            var alerts: Set<Alert> = []
            while !left.isEmpty || !right.isEmpty {
                let event = right.isEmpty || (!left.isEmpty && Bool.random(using: &random)) ? left.removeFirst() : right.removeFirst()
                alerts.formUnion(again.apply(event))
            }
            #expect(alerts == expected)
        }
    }

    @Test("identifiers are unique, and the same when the feeds are replayed")
    func identifiers() {
        let (signals, forecasts) = day(5)
        var first = Room()
        var second = Room()
        let alerts = (signals + forecasts).flatMap { first.apply($0) }
        #expect(alerts == (signals + forecasts).flatMap { second.apply($0) })
        #expect(Set(alerts.map(\.identifier)).count == alerts.count)
    }

    @Test("every thread is one alert, then updates, then at most one cancellation, each naming the one before; severity never falls")
    func lives() {
        let (signals, forecasts) = day(6)
        var room = Room()
        let threads = Dictionary(grouping: (signals + forecasts).flatMap { room.apply($0) }, by: \.thread)
        for messages in threads.values {
            #expect(messages[0].messageType == .alert)
            #expect(messages.dropFirst().dropLast().allSatisfy { $0.messageType == .update })
            for (before, after) in zip(messages, messages.dropFirst()) {
                #expect(after.messageType != .alert && after.references.last?.identifier == before.identifier)
                #expect(after.severity >= before.severity && after.sent >= before.sent)
            }
        }
    }

    @Test("whoever was sent any message of a thread is sent its cancellation", arguments: [UInt64(7), 8, 9])
    func wholePicture(seed: UInt64) {
        let (signals, forecasts) = day(seed)
        var room = Room()
        let alerts = (signals + forecasts).flatMap { room.apply($0) }
        for west in stride(from: Int32(-5), to: 35, by: 5) {
            let selection = AlertPredicate(
                AlertFilter(minimumSeverity: .moderate, box: CellBox(west: west, east: west + 4, south: 0, north: 10)), grid: nil)
            for end in alerts where end.messageType == .cancel {
                let wasSent = alerts.contains { $0.thread == end.thread && $0.identifier != end.identifier && selection.matches($0) }
                #expect(!wasSent || selection.matches(end))
            }
        }
    }

    @Test("after a restart at any moment it goes on as if there had been none", arguments: [UInt64(10), 11])
    func restart(seed: UInt64) throws {
        let (signals, forecasts) = day(seed)
        let events = zip(signals.indices, signals).flatMap { index, event in
            [event] + (index < forecasts.count ? [forecasts[index]] : [])
        }
        var room = Room()
        var snapshots: ([UInt8], [UInt8]) = ([], [])
        var deltas: [([UInt8], [UInt8])] = []
        for (number, event) in events.enumerated() {
            var again = Room()
            try again.signals.restore(snapshot: snapshots.0)
            try again.forecasts.restore(snapshot: snapshots.1)
            for delta in deltas {
                try again.signals.replay(delta: delta.0)
                try again.forecasts.replay(delta: delta.1)
            }
            #expect(again.signals.snapshot() == room.signals.snapshot() && again.forecasts.snapshot() == room.forecasts.snapshot())
            #expect(room.apply(event) == again.apply(event))
            deltas.append((room.signals.takeDelta(), room.forecasts.takeDelta()))
            if number % 50 == 49 {
                snapshots = (room.signals.snapshot(), room.forecasts.snapshot())
                deltas = []
            }
        }
    }

    @Test("nothing heard gives no delta")
    func emptyDelta() {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        _ = machine.apply(Examples.signal { $0.pValue = 0.5 })
        #expect(machine.takeDelta().isEmpty)
    }

    @Test("a state cut short or damaged is refused, never a crash")
    func damaged() {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy(coolDown: 1_800))
        _ = machine.apply(Examples.signal())
        _ = machine.apply(Examples.signal(at: 900) { $0.observed = 30 })
        let snapshot = machine.snapshot()
        for length in 1..<snapshot.count {
            var again = SignalAlerts(territory: "city", policy: Examples.policy())
            #expect(throws: StateError.self) { try again.restore(snapshot: Array(snapshot[..<length])) }
        }
        for position in snapshot.indices {
            for bit in 0..<8 {
                var bytes = snapshot
                bytes[position] ^= 1 << UInt8(bit)
                var again = SignalAlerts(territory: "city", policy: Examples.policy(coolDown: 1_800))
                try? again.restore(snapshot: bytes)
                _ = again.apply(Examples.signal(at: 1_800) { $0.observed = 90 })
                _ = again.advance(to: Examples.time(1_000_000))
            }
        }
    }
}
