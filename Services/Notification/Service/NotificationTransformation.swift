import Domain
import Notification
import Runtime
import Schema

/// The alert policy between the feeds of correlation and forecasting, the actions of operators, and the journal of alerts.
///
/// Each upstream drives a machine of its own, with its own watermark: how the two feeds interleave cannot change any alert. An action acts
/// on both, at its place among the records; it is in the journal itself. The watermark that goes on is the lesser of the two.
struct NotificationTransformation: Transformation {
    /// A record of an upstream that this service does not read.
    struct UnknownUpstream: Error, CustomStringConvertible {
        let name: String
        var description: String { "\(name) is not an upstream of notification" }
    }

    private var signals: SignalAlerts
    private var forecasts: ForecastAlerts
    private var marks = UpstreamMarks()
    /// The register as each feed told it: a machine never knows a territory because the other feed was quicker.
    private var signalGround: TerritoryGround
    private var forecastGround: TerritoryGround
    private var recent = RecentActions()
    private let actions: ActionQueue

    init(territory: String, policy: AlertPolicy, places: [NamedPlace], actions: ActionQueue) {
        signals = SignalAlerts(territory: territory, policy: policy)
        forecasts = ForecastAlerts(territory: territory, policy: policy)
        signalGround = TerritoryGround(places: places)
        forecastGround = signalGround
        self.actions = actions
    }

    mutating func apply(_ record: Record, into output: inout TransformationOutput) throws {
        throw UnknownUpstream(name: "an unnamed feed")
    }

    mutating func apply(_ record: Record, from upstream: String, into output: inout TransformationOutput) throws {
        if upstream == ActionQueue.name { return try act(record, into: &output) }
        guard upstream == "correlation" || upstream == "forecasting" else { throw UnknownUpstream(name: upstream) }
        var alerts: [Alert] = []
        switch record.type {
        case .signal: alerts = signals.apply(try Signal(decoding: record.payload))
        case .forecast: alerts = forecasts.apply(try Forecast(decoding: record.payload))
        case .watermark:
            let mark = try Watermark(decoding: record.payload)
            alerts = upstream == "correlation" ? signals.advance(to: mark.time) : forecasts.advance(to: mark.time)
            write(alerts, into: &output)
            if let passed = marks.advance(upstream, to: mark.time) {
                output.append(.watermark, time: passed, Watermark(time: passed, sources: mark.sources).encoded())
            }
            return
        // The same register comes down both feeds; it goes on once.
        case .register where upstream == "correlation":
            if let ground = try signalGround.register(record.payload) { signals.stand(on: ground) }
            output.append(.register, time: marks.passed ?? Instant(milliseconds: 0), record.payload)
        case .register:
            if let ground = try forecastGround.register(record.payload) { forecasts.stand(on: ground) }
        default: break
        }
        write(alerts, into: &output)
    }

    private mutating func act(_ record: Record, into output: inout TransformationOutput) throws {
        var action = try AlertAction(decoding: record.payload)
        let now = marks.passed.map(\.seconds) ?? 0
        if recent.contains(action.identifier) {
            actions.applied(record.sequence, AlertActionReply(known: true, repeated: true, time: now))
            return
        }
        action.time = now
        if action.kind == .silence, action.silence?.from == 0 { action.silence?.from = now }
        let (inSignals, fromSignals) = signals.act(action)
        let (inForecasts, fromForecasts) = forecasts.act(action)
        let isKnown = inSignals || inForecasts
        if isKnown {
            recent.insert(action.identifier)
            let until = max(action.silence?.until ?? now, now)
            output.append(.action, time: Instant(seconds: until), action.encoded())
            write(fromSignals + fromForecasts, into: &output)
        }
        actions.applied(record.sequence, AlertActionReply(known: isKnown, repeated: false, time: now))
    }

    private func write(_ alerts: [Alert], into output: inout TransformationOutput) {
        // Kept from when it expires: until then it is in force, however long that is.
        for alert in alerts { output.append(.alert, time: Instant(seconds: alert.expires), alert.encoded()) }
    }

    mutating func committed() { actions.committed() }

    mutating func takeDelta() -> [UInt8] {
        let parts = [
            signals.takeDelta(), forecasts.takeDelta(), marks.takeDelta(), recent.takeDelta(), signalGround.takeDelta(),
            forecastGround.takeDelta(),
        ]
        return parts.allSatisfy(\.isEmpty) ? [] : StateParts.join(parts)
    }

    func snapshot() -> [UInt8] {
        StateParts.join([signals.snapshot(), forecasts.snapshot(), marks.bytes, recent.bytes, signalGround.bytes, forecastGround.bytes])
    }

    /// The six parts of a state, of those too that earlier versions wrote: five, with one register for both machines, and three, with none.
    /// Without a register zones have no names and quiet hours are UTC's until the next one comes.
    private static func parts(_ bytes: [UInt8]) throws -> [[UInt8]] {
        let parts = try StateParts.split(bytes)
        switch parts.count {
        case 6: return parts
        case 5: return [parts[0], parts[1], parts[2], parts[4], parts[3], parts[3]]
        case 3: return parts + [[], [], []]
        default: throw StateParts.Unreadable()
        }
    }

    mutating func restore(snapshot: [UInt8]) throws {
        let parts = try Self.parts(snapshot)
        if let known = try signalGround.restore(parts[4]) { signals.stand(on: known) }
        if let known = try forecastGround.restore(parts[5]) { forecasts.stand(on: known) }
        try signals.restore(snapshot: parts[0])
        try forecasts.restore(snapshot: parts[1])
        try marks.restore(parts[2])
        if !parts[3].isEmpty { try recent.restore(parts[3]) }
    }

    mutating func replay(delta: [UInt8]) throws {
        let parts = try Self.parts(delta)
        if !parts[4].isEmpty, let known = try signalGround.restore(parts[4]) { signals.stand(on: known) }
        if !parts[5].isEmpty, let known = try forecastGround.restore(parts[5]) { forecasts.stand(on: known) }
        if !parts[0].isEmpty { try signals.replay(delta: parts[0]) }
        if !parts[1].isEmpty { try forecasts.replay(delta: parts[1]) }
        if !parts[2].isEmpty { try marks.restore(parts[2]) }
        if !parts[3].isEmpty { try recent.restore(parts[3]) }
    }
}
