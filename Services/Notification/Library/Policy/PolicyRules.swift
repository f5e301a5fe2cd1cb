import Domain
import Yams

// How one rule is read.

extension PolicySection {
    static let severities: [(String, Severity)] = Severity.allCases.map { ("\($0)", $0) }

    mutating func signalRule() -> SignalRule? {
        let kinds: [(String, Signal.Kind)] = [
            ("anomaly", .anomaly), ("cluster", .cluster), ("association", .association), ("rule", .rule), ("source-silent", .sourceSilent),
            ("source-health", .sourceHealth),
        ]
        let terms = terms(urgency: .immediate, certainty: .observed, severity: .asSignal, canFollowSignal: true)
        let scope = words("kinds", kinds) ?? Set(Signal.Kind.allCases)
        let maximumPValue = number("maximum-p-value", in: 0...1) ?? 1
        let minimumObserved = number("minimum-observed", in: 0...1e9) ?? 0
        let clearPValue = number("clear-p-value", in: 0...1) ?? max(0.05, maximumPValue)
        let clearObserved = number("clear-observed", in: 0...1e9) ?? 0
        if clearPValue < maximumPValue {
            fail(
                "clear-p-value", node("clear-p-value"), "is below maximum-p-value",
                "write \(maximumPValue) or more, or the alert would flap")
        }
        if clearObserved > minimumObserved {
            fail(
                "clear-observed", node("clear-observed"), "is above minimum-observed",
                "write \(minimumObserved) or less, or the alert would flap")
        }
        let categories = categories()
        let minimumSeverity = word("minimum-severity", PolicySection.severities) ?? .unknown
        guard let terms else { return nil }
        return SignalRule(
            terms: terms, kinds: scope, categories: categories, minimumSeverity: minimumSeverity, maximumPValue: maximumPValue,
            minimumObserved: minimumObserved, clearPValue: clearPValue, clearObserved: clearObserved)
    }

    mutating func forecastRule() -> ForecastRule? {
        let positive = Double.leastNormalMagnitude...1e9
        let terms = terms(urgency: .future, certainty: .possible, severity: .fixed(.minor), canFollowSignal: false)
        let total = number("total-at-least", in: positive)
        let cell = number("cell-at-least", in: positive)
        if node("total-at-least") == nil, node("cell-at-least") == nil {
            fail("total-at-least", nil, "is missing, and so is cell-at-least", "add one of them, such as “total-at-least: 20”")
        }
        let rule = ForecastRule(
            terms: terms ?? AlertTerms(name: "", urgency: .future, certainty: .possible, severity: .asSignal, expiresAfter: 0),
            categories: categories(), windowAtLeast: duration("window-at-least") ?? 0, windowAtMost: duration("window-at-most") ?? .max,
            leadAtMost: duration("lead-at-most") ?? .max, totalAtLeast: total, cellAtLeast: cell,
            ratioToUsualAtLeast: number("ratio-to-usual-at-least", in: positive),
            ratioToMeanAtLeast: number("ratio-to-mean-at-least", in: positive),
            ratioToElsewhereAtLeast: number("ratio-to-elsewhere-at-least", in: positive),
            clearRatio: number("clear-ratio", in: 0.01...1) ?? 0.8, cellsListed: whole("cells-listed", in: 1...1_000) ?? 10)
        return terms == nil ? nil : rule
    }

    private mutating func terms(
        urgency: Alert.Urgency, certainty: Alert.Certainty, severity: AlertTerms.SeverityMapping, canFollowSignal: Bool
    ) -> AlertTerms? {
        let name = required("name", text("name", maximum: 100), example: "unusual-activity")
        let expiresAfter = required("expires-after", duration("expires-after"), example: "2h")
        let capCategory = word("cap-category", [("by-category", nil)] + CAPCategory.names.map { ($0, Optional($0)) }) ?? nil
        let urgency = word("urgency", Alert.Urgency.allCases.map { ("\($0)", $0) }) ?? urgency
        let certainty = word("certainty", Alert.Certainty.allCases.map { ("\($0)", $0) }) ?? certainty
        let severity = severityMapping(canFollowSignal: canFollowSignal) ?? severity
        let updateRatio = number("update-ratio", in: 1.01...1_000) ?? 1.5
        let coolDown = duration("cool-down") ?? 0
        let instruction = instruction()
        let life = life()
        guard let name, let expiresAfter else { return nil }
        return AlertTerms(
            name: name, capCategory: capCategory, urgency: urgency, certainty: certainty, severity: severity,
            instructionFrench: instruction.french, instructionEnglish: instruction.english, expiresAfter: expiresAfter,
            updateRatio: updateRatio, coolDown: coolDown, life: life)
    }

    private mutating func severityMapping(canFollowSignal: Bool) -> AlertTerms.SeverityMapping? {
        guard let node = node("severity") else { return nil }
        guard let items = node.sequence else {
            let own: [(String, AlertTerms.SeverityMapping)] = canFollowSignal ? [("as-signal", .asSignal)] : []
            return word("severity", own + PolicySection.severities.map { ($0.0, .fixed($0.1)) })
        }
        var steps: [AlertTerms.Step] = []
        for (index, item) in items.enumerated() {
            var found: [PolicyProblem] = []
            if var step = PolicySection.make(item, path: "\(path("severity"))[\(index)]", &found) {
                let atLeast = step.required("at-least", step.number("at-least", in: 0...1e9), example: "2")
                let severity = step.required("is", step.word("is", PolicySection.severities), example: "moderate")
                step.finish()
                found += step.problems
                if let atLeast, let severity { steps.append(AlertTerms.Step(atLeast: atLeast, severity: severity)) }
            }
            add(found)
        }
        return .steps(steps.sorted { $0.atLeast < $1.atLeast })
    }

    private mutating func instruction() -> (french: String, english: String) {
        var texts = ("", "")
        var found: [PolicyProblem] = []
        if let node = node("instruction"), var section = PolicySection.make(node, path: path("instruction"), &found) {
            texts.0 = section.required("fr", section.text("fr"), example: "…") ?? ""
            texts.1 = section.required("en", section.text("en"), example: "…") ?? ""
            section.finish()
            found += section.problems
        }
        add(found)
        return texts
    }

    /// Categories by code, or by the words `all`, `forecast`, `statistics` and `reading`.
    mutating func categories() -> Set<Category> {
        guard let items = list("categories") else { return Set(Category.allCases) }
        var categories: Set<Category> = []
        for item in items {
            let code = item.scalar?.string ?? ""
            let group: (Category) -> Bool
            switch code {
            case "all": group = { _ in true }
            case "forecast": group = { $0.use == .forecast }
            case "statistics": group = { $0.use == .statistics }
            case "reading": group = { $0.use == .reading }
            default:
                if let category = Category(code: code) {
                    categories.insert(category)
                } else {
                    fail(
                        "categories", item, "is no category",
                        "write codes such as street-vending, or one of all, forecast, statistics, reading")
                }
                continue
            }
            categories.formUnion(Category.allCases.filter(group))
        }
        return categories
    }

    mutating func words<Value: Hashable>(_ key: String, _ vocabulary: [(String, Value)]) -> Set<Value>? {
        guard let items = list(key) else { return nil }
        var values: Set<Value> = []
        for item in items {
            if let value = vocabulary.first(where: { $0.0 == item.scalar?.string })?.1 {
                values.insert(value)
            } else {
                fail(key, item, "is none of the words known here", "write some of \(vocabulary.map(\.0).joined(separator: ", "))")
            }
        }
        return values
    }
}
