import Domain

/// What has come out so far, for those who watch. Guards the counts that several feeds add to.
actor Spectators {
    /// How lines are written.
    enum Style: Sendable {
        case human, json
        /// Signals and alerts in words, the rest counted.
        case everything
    }

    private let style: Style
    private let limit: Int?
    private var counts: [RecordType: Int] = [:]
    private var shown = 0
    private var reported = ""
    private(set) var lastArrival = ContinuousClock.now

    init(style: Style, limit: Int?) {
        self.style = style
        self.limit = limit
    }

    /// How many lines of what was asked for came: alerts, where everything was.
    var lines: Int { shown }
    var isSatisfied: Bool { limit.map { shown >= $0 } ?? false }

    /// Takes in the lines of one record.
    func take(_ lines: [RecordLine], cursor: String) {
        lastArrival = .now
        for line in lines {
            if isSatisfied { return }
            counts[line.type, default: 0] += 1
            switch style {
            case .human:
                Output.line(line.text)
                shown += 1
            case .json:
                Output.line(JSON.object([("cursor", .string(cursor)), ("type", .string(line.type.name)), ("record", line.json)]).text)
                shown += 1
            case .everything:
                if line.type == .alert { shown += 1 }
                if line.type == .alert || line.type == .signal { Output.line("\(Self.label(line.type)): \(line.text)") }
            }
        }
    }

    /// The counts, where they changed since they were last said.
    func summary() -> String? {
        let order: [RecordType] = [.incidents, .retractions, .readings, .signal, .forecast, .alert]
        let text = order.map { "\(Self.label($0)) \(Numbers.grouped(counts[$0] ?? 0))" }.joined(separator: " · ")
        guard text != reported else { return nil }
        reported = text
        return text
    }

    private static func label(_ type: RecordType) -> String {
        switch type {
        case .incidents: say("incidents", "incidents")
        case .retractions: say("taken back", "retirés")
        case .readings: say("readings", "mesures")
        case .signal: say("signals", "signaux")
        case .forecast: say("forecasts", "prévisions")
        case .alert: say("alerts", "alertes")
        case .action: say("actions", "actions")
        default: type.name
        }
    }
}
