public import Domain

/// For which stretches of time each source was heard: what tells a quiet hour from one that nobody reported on.
public struct Coverage: Sendable {
    /// Stretches of one source, in order.
    struct Heard: Sendable {
        var kind: SourceKind
        var spans: [Range<Int64>] = []
        /// It fell silent after the last stretch: what comes next begins a new one.
        var isBroken = false
    }

    private var heard: [String: Heard] = [:]
    /// The first slot of an incident of each kind: history is pushed before the first watermark tells of it.
    private var first: [SourceKind: Int64] = [:]
    /// Stretches of one source kept; older ones are joined.
    private static let maximumSpans = 1_000

    /// Nobody heard.
    public init() {}

    /// An incident or reading of a kind of source spoke of a time.
    public mutating func note(_ kind: SourceKind, at start: Int64) {
        if start < first[kind] ?? .max { first[kind] = start }
    }

    /// Takes what a watermark says of its sources.
    public mutating func note(_ mark: Watermark) {
        for source in mark.sources where source.time.milliseconds > 0 {
            var entry = heard[source.identifier] ?? Heard(kind: source.kind)
            let until = source.time.seconds
            if let last = entry.spans.last {
                if source.idle {
                    entry.isBroken = true
                } else if until > last.upperBound {
                    if entry.isBroken {
                        // What it says after a silence is of the hour before at the most.
                        let from = max(last.upperBound, until - 3_600)
                        entry.spans.append(from..<until)
                        entry.isBroken = false
                    } else {
                        entry.spans[entry.spans.count - 1] = last.lowerBound..<until
                    }
                }
            } else {
                let from = min(until - 1, first[source.kind] ?? until - 3_600)
                entry.spans.append(from..<until)
            }
            if entry.spans.count > Coverage.maximumSpans {
                entry.spans[1] = entry.spans[0].lowerBound..<entry.spans[1].upperBound
                entry.spans.removeFirst()
            }
            heard[source.identifier] = entry
        }
    }

    /// When each source's last stretch ends.
    public var until: [String: Int64] { heard.compactMapValues { $0.spans.last?.upperBound } }

    /// The stretches of all sources of some kinds, joined and in order; incidents' own kinds by default.
    public func spans(of kinds: Set<SourceKind> = SourceKind.ofIncidents) -> [Range<Int64>] {
        let all = heard.values.filter { kinds.contains($0.kind) }.flatMap { entry -> [Range<Int64>] in
            guard let earliest = entry.spans.first, let begin = first[entry.kind], begin < earliest.lowerBound else { return entry.spans }
            return [begin..<earliest.upperBound] + entry.spans.dropFirst()
        }.sorted { $0.lowerBound < $1.lowerBound }
        var joined: [Range<Int64>] = []
        for span in all {
            if let last = joined.last, span.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}

extension SourceKind {
    /// Kinds that report incidents; the others measure.
    public static let ofIncidents: Set<SourceKind> = [.policeLog, .camera, .fireBrigade, .parks, .transit]
}

extension [Range<Int64>] {
    /// Whether one of the stretches (joined, in order) holds all of another.
    public func covers(_ stretch: Range<Int64>) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].upperBound < stretch.upperBound { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].lowerBound <= stretch.lowerBound
    }
}
