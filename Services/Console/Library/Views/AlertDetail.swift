import Advice
import Domain

/// One alert with its why: everything that an operator needs after one click.
public struct AlertDetail: Sendable {
    private let picture: Picture
    private let view: AlertView
    private let cards: Cards

    /// A view of a picture; `at` as in `AlertView`.
    public init(_ picture: Picture, at: Int64?, cards: Cards) {
        self.picture = picture
        self.cards = cards
        view = AlertView(picture, at: at, cards: cards)
    }

    /// The entry of the feed, with more.
    public func json(_ thread: AlertThread) -> JSON {
        let message = thread.message(at: view.at) ?? thread.latest
        return view.entry(thread).adding([
            "description": .words(french: message.french.description, english: message.english.description),
            "instruction": .words(french: message.french.instruction, english: message.english.instruction),
            "place": .words(french: message.place.french, english: message.place.english),
            "messages": .array(thread.messages.map(Self.message)), "why": why(thread, message), "card": cards.json(of: message.category),
            "history": .array(Self.history(thread)),
        ])
    }

    private static func message(_ message: Alert) -> JSON {
        [
            "id": .string(message.identifier), "type": .string("\(message.messageType)"), "sent": .time(message.sent),
            "severity": .string("\(message.severity)"), "occasion": .string("\(message.occasion)"),
            "headline": .words(french: message.french.headline, english: message.english.headline),
            "references": .strings(message.references.map(\.identifier)),
        ]
    }

    private static func history(_ thread: AlertThread) -> [JSON] {
        let actions = thread.actions.map { action -> (Int64, JSON) in
            let text: String? =
                switch action.kind {
                case .assign: action.team
                case .answer: "\(action.answer)"
                default: nil
                }
            let line: JSON = [
                "at": .time(action.time), "by": .string(action.role), "role": .string(action.role), "action": .string("\(action.kind)"),
                "text": .optional(text), "until": .time(action.kind == .silence ? action.silence?.until : nil),
            ]
            return (action.time, line)
        }
        let comments = thread.comments.map { comment -> (Int64, JSON) in
            let line: JSON = [
                "at": .time(comment.time), "by": .string(comment.author), "role": .string(comment.role), "action": "comment",
                "text": .string(comment.text), "until": .null,
            ]
            return (comment.time, line)
        }
        return (actions + comments).sorted { $0.0 < $1.0 }.map(\.1)
    }

    // MARK: Why

    private func why(_ thread: AlertThread, _ message: Alert) -> JSON {
        let signal = ([message.cause] + thread.messages.reversed().map(\.cause)).lazy.compactMap { picture.situations.signal($0) }.first
        let forecast = signal == nil ? cause(thread, message) : nil
        return [
            "text": .words(words(message, signal, forecast)), "signal": signal.map(Self.signal) ?? .null,
            "forecast": forecast.map { self.forecast($0, message) } ?? .null, "history": history(message, isWhole: forecast != nil),
            "rule": [
                "name": .string(message.rule), "precision": .optional(record(of: message.rule).precision),
                "answers": .whole(record(of: message.rule).answers),
            ],
        ]
    }

    private static func signal(_ signal: Signal) -> JSON {
        [
            "id": .string(signal.identifier), "kind": .string(signal.kind.word), "observed": .optional(signal.observed),
            "expected": .optional(signal.usual), "pValue": .optional(signal.chance), "start": .time(signal.start),
            "end": .time(signal.end),
            "sources": .kinds(signal.sources), "text": .words(french: signal.french, english: signal.english),
        ]
    }

    /// The forecast that an alert about a coming window rests on, as it was issued then: its window begins with the alert's onset.
    private func cause(_ thread: AlertThread, _ message: Alert) -> PackedForecast? {
        guard let first = thread.messages.first, first.onset >= first.sent else { return nil }
        return picture.forecasts.issue(message.category, start: message.onset, by: message.sent)
    }

    private func forecast(_ forecast: PackedForecast, _ message: Alert) -> JSON {
        let listed = message.cells.reduce(0.0) { sum, cell in sum + (forecast.place(of: cell).map { Double(forecast.expected[$0]) } ?? 0) }
        let interval = forecast.head.interval(expected: forecast.total)
        return [
            "id": .string(forecast.identifier), "expected": .optional(forecast.total), "listed": .optional(listed),
            "lower": .whole(interval.lowerBound),
            "upper": .whole(interval.upperBound), "start": .time(forecast.head.windowStart), "end": .time(forecast.head.windowEnd),
            "model": .string(forecast.head.model), "silentSources": .kinds(forecast.head.silentSources),
        ]
    }

    private func words(_ message: Alert, _ signal: Signal?, _ forecast: PackedForecast?) -> Words {
        if let signal, signal.usual != nil, signal.pValue > 0, signal.observed > 0 {
            let odds = signal.pValue < 1e-6 ? "1,000,000" : Figures.grouped(chances(signal), separator: ",")
            let chances = signal.pValue < 1e-6 ? "1 000 000" : Figures.grouped(chances(signal), separator: "\u{202F}")
            let (observed, expected) = (Figures.told(signal.observed), Figures.told(signal.expected))
            return Words(
                "\(observed) observed, \(expected) expected; about one chance in \(odds) where nothing is unusual",
                "\(Figures.french(observed)) observés, \(Figures.french(expected)) attendus ; environ une chance sur \(chances) si rien n'est inhabituel"
            )
        }
        if let signal { return Words(signal.english, signal.french) }
        if let forecast {
            let interval = forecast.head.interval(expected: forecast.total)
            let total = Figures.told(forecast.total)
            return Words(
                "the forecast expects \(total) in the whole territory in this window, \(interval.lowerBound) to \(interval.upperBound) in 9 cases of 10",
                "la prévision attend \(Figures.french(total)) faits sur tout le territoire dans cette fenêtre, \(interval.lowerBound) à \(interval.upperBound) dans 9 cas sur 10"
            )
        }
        return Words(message.english.description, message.french.description)
    }

    private func chances(_ signal: Signal) -> Int { Int(max(1, min(1e6, (1 / signal.pValue).rounded()))) }

    /// The place and category over 48 hours, against the same hours of the weeks before.
    ///
    /// - Parameter isWhole: of the whole territory, as the forecast that the alert rests on; its cells are only the likeliest ones.
    private func history(_ message: Alert, isWhole: Bool) -> JSON {
        let last = (min(view.at, message.sent + 12 * 3_600) - 1).floorDivided(by: 3_600) + 1
        let hours = last - 48..<last
        let isWanted: (PlaceCategory) -> Bool = { key in
            key.category == message.category
                && (isWhole || message.cells.isEmpty || message.cells.contains { $0.contains(key.cell) || key.cell.contains($0) })
        }
        let series = Series(picture)
        var sums = [Double](repeating: 0, count: hours.count)
        var weeks = [Double](repeating: 0, count: hours.count)
        for week in 1...6 as ClosedRange<Int64> {
            for (place, count) in series.hours(hours.lowerBound - week * 168..<hours.upperBound - week * 168, isWanted).enumerated() {
                guard let count else { continue }
                sums[place] += Double(count)
                weeks[place] += 1
            }
        }
        return [
            "scope": .string(isWhole || message.cells.isEmpty ? "territory" : "place"),
            "start": .integer(hours.lowerBound * 3_600), "step": 3600, "count": .sparse(series.hours(hours, isWanted)),
            "expected": .array(zip(sums, weeks).map { sum, weeks in weeks >= 2 ? .optional(sum / weeks) : .null }),
        ]
    }

    /// Of the answers to a rule's alerts, how many said useful.
    private func record(of rule: String) -> (precision: Double?, answers: Int) {
        var (useful, answers) = (0, 0)
        for thread in picture.alerts.all where thread.latest.rule == rule {
            guard let answer = thread.actions.last(where: { $0.kind == .answer })?.answer, answer != .unspecified else { continue }
            answers += 1
            if answer == .useful { useful += 1 }
        }
        return (answers > 0 ? Double(useful) / Double(answers) : nil, answers)
    }
}

/// Numbers as they stand in sentences.
enum Figures {
    static func short(_ value: Double) -> String {
        let value = value.rounded(toDigits: 3)
        return Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    /// As people say an expected number: whole from ten on, one decimal from one on, two digits below.
    static func told(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        let size = abs(value)
        let told = size >= 9.95 ? value.rounded() : size >= 0.995 ? (value * 10).rounded() / 10 : value.rounded(toDigits: 2)
        return Int(exactly: told).map { "\($0)" } ?? "\(told)"
    }

    static func french(_ text: String) -> String { String(text.map { $0 == "." ? "," : $0 }) }

    static func grouped(_ value: Int, separator: String) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += separator }
            text.append(digit)
        }
        return text
    }
}
