/// Renders metrics in Prometheus' text format, version 0.0.4.
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// The page of a registry, with what the process says of itself.
    static func page(_ registry: MetricsRegistry, process: ProcessMetrics?) -> String {
        var page = PrometheusText()
        for (name, family) in registry.collected() { page.append(name, family) }
        if let process {
            page.append(process)
        }
        return page.text
    }

    mutating func append(_ name: String, _ family: MetricFamily) {
        let full = family.kind == .counter && !name.hasSuffix("_total") ? name + "_total" : name
        header(full, family.kind.rawValue, family.help)
        for (labels, metric) in family.series.sorted(by: { $0.key < $1.key }) {
            switch metric.reading() {
            case .scalar(let value): line(full, labels.pairs, value)
            case .histogram(let bounds, let counts, let sum):
                var total: UInt64 = 0
                for (index, count) in counts.enumerated() {
                    total += count
                    let bound = index < bounds.count ? Self.number(bounds[index]) : "+Inf"
                    line(full + "_bucket", labels.pairs + [.init(name: "le", value: bound)], Double(total))
                }
                line(full + "_sum", labels.pairs, sum)
                line(full + "_count", labels.pairs, Double(total))
            }
        }
    }

    mutating func append(_ process: ProcessMetrics) {
        for (name, kind, help, value) in process.rows {
            header(name, kind, help)
            line(name, [], value)
        }
    }

    private mutating func header(_ name: String, _ kind: String, _ help: String) {
        if !help.isEmpty {
            text += "# HELP \(name) \(help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))\n"
        }
        text += "# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: String, _ labels: [MetricLabels.Pair], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(Self.number(value))\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// As Go reads numbers; whole ones without a fraction.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return "\(whole)" }
        return "\(value)"
    }
}

/// What Prometheus accepts as a name.
enum PrometheusName {
    /// Letters, digits and underscores, not starting with a digit.
    static func sanitised(_ label: String) -> String {
        let kept = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return kept.first?.isNumber != false ? "_" + kept : kept
    }
}
