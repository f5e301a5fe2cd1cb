import Foundation

/// A line a feed on standard error, and the same in Prometheus' text format in a file.
struct ConnectorProgress: Sendable {
    private let feeds: [(name: String, tally: FeedTally)]
    private let metrics: String?

    init(_ feeds: [(name: String, tally: FeedTally)], metrics: String?) {
        self.feeds = feeds
        self.metrics = metrics
    }

    func show() {
        for feed in feeds { for line in Self.lines(feed.name, feed.tally.numbers) { Output.note(line) } }
        guard let metrics else { return }
        let text = Self.exposition(feeds.map { ($0.name, $0.tally.numbers) })
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: metrics), options: .atomic) } catch {
            Output.note("\(metrics): \(error.localizedDescription)")
        }
    }

    static func lines(_ name: String, _ numbers: FeedTally.Numbers) -> [String] {
        func grouped(_ number: some BinaryInteger) -> String { Numbers.grouped(number) }
        let reasons = numbers.refused.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }.prefix(4).map { reason, entry in
            entry.line > 0
                ? say("\(reason) \(entry.count), first at line \(entry.line)", "\(reason) \(entry.count), la première ligne \(entry.line)")
                : "\(reason) \(entry.count)"
        }
        let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
        var lines = [
            say(
                "\(name): looks \(grouped(numbers.looks)), documents \(grouped(numbers.documents)), accepted \(grouped(numbers.accepted)), duplicates \(grouped(numbers.duplicates)), refused \(grouped(numbers.refusedCount))\(why), waiting \(grouped(numbers.waiting))",
                "\(name) : lectures \(grouped(numbers.looks)), documents \(grouped(numbers.documents)), acceptées \(grouped(numbers.accepted)), en double \(grouped(numbers.duplicates)), refusées \(grouped(numbers.refusedCount))\(why), en attente \(grouped(numbers.waiting))"
            )
        ]
        if numbers.gaps > 0 {
            lines.append(
                say(
                    "\(name): \(grouped(numbers.gaps)) times the file was cut or gone before it was read to its end",
                    "\(name) : \(grouped(numbers.gaps)) fois le fichier a été coupé ou retiré avant d'être lu jusqu'au bout"))
        }
        if !numbers.readingProblem.isEmpty { lines.append("    ! \(name): \(say("reading", "lecture")): \(numbers.readingProblem)") }
        if !numbers.pushingProblem.isEmpty { lines.append("    ! \(name): \(say("pushing", "envoi")): \(numbers.pushingProblem)") }
        return lines
    }

    static func exposition(_ feeds: [(name: String, numbers: FeedTally.Numbers)]) -> String {
        var text = ""
        func family(_ name: String, _ kind: String, _ help: String, _ value: (FeedTally.Numbers) -> UInt64) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
            for feed in feeds { text += "\(name){feed=\"\(feed.name)\"} \(value(feed.numbers))\n" }
        }
        family("quietude_connect_looks_total", "counter", "Looks at the origin") { UInt64($0.looks) }
        family("quietude_connect_documents_total", "counter", "Documents read") { UInt64($0.documents) }
        family("quietude_connect_accepted_total", "counter", "Observations that the house took") { UInt64($0.accepted) }
        family("quietude_connect_duplicates_total", "counter", "Observations that the house held already") { UInt64($0.duplicates) }
        family("quietude_connect_refused_total", "counter", "Rows refused, by the adapter or the house") { UInt64($0.refusedCount) }
        family("quietude_connect_failures_total", "counter", "Looks that failed and documents that could not be read") {
            UInt64($0.failures)
        }
        family("quietude_connect_gaps_total", "counter", "Files cut or gone before they were read to their end") { UInt64($0.gaps) }
        family("quietude_connect_waiting", "gauge", "Records on disk that wait for the house") { $0.waiting }
        family("quietude_connect_reading", "gauge", "1 where the origin can be read") { $0.readingProblem.isEmpty ? 1 : 0 }
        family("quietude_connect_pushing", "gauge", "1 where the house takes what is pushed") { $0.pushingProblem.isEmpty ? 1 : 0 }
        return text
    }
}
