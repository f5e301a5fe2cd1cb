import ArgumentParser
import Ingestion

/// `--format NAME`: one of `SourceFormat`'s names.
struct InputFormat: ExpressibleByArgument {
    let format: SourceFormat

    init(_ format: SourceFormat) { self.format = format }

    init?(argument: String) {
        guard let format = SourceFormat(name: argument) else { return nil }
        self.init(format)
    }

    var defaultValueDescription: String { format.name }

    static var allValueStrings: [String] { SourceFormat.allCases.map(\.name) }

    /// A line a format, for help.
    static var list: String {
        let width = SourceFormat.allCases.map(\.name.count).max() ?? 0
        return SourceFormat.allCases.map { format in
            "  \(Table.padded(format.name, width))  \(say(format.summary.english, format.summary.french))"
        }.joined(separator: "\n")
    }

    /// Whether the layout is a standard's own, so that what the register does not allow is left out before it is sent.
    var isStandard: Bool {
        switch format {
        case .csv, .jsonl, .policeLog: false
        default: true
        }
    }
}
