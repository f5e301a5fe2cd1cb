@testable import Anonymization

/// Leak, over-redaction and exact type over notes, counted as `../shared/tools/eval_pii.py` counts them: only letters and digits.
struct RedactionScore {
    private(set) var spans = 0
    private(set) var leaks = 0
    private(set) var exact = 0
    private(set) var outside = 0
    private(set) var over = 0

    var leak: Double { Double(leaks) / Double(max(1, spans)) }
    var overRedaction: Double { Double(over) / Double(max(1, outside)) }
    var exactType: Double { Double(exact) / Double(max(1, spans)) }

    mutating func add(_ note: CorpusNote, _ found: [RedactionSpan]) {
        guard let text = note.text else { return }
        let scalars = Array(text.unicodeScalars)
        let counts = scalars.map { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        var covered = [RedactionType?](repeating: nil, count: scalars.count)
        for span in found { for index in span.codePoints { covered[index] = span.type } }
        var inside = [Bool](repeating: false, count: scalars.count)
        for span in note.spans + (note.quasi ?? []) { for index in span.start..<span.end { inside[index] = true } }
        for span in note.spans {
            let indices = (span.start..<span.end).filter { counts[$0] }
            spans += 1
            if indices.contains(where: { covered[$0] == nil }) {
                leaks += 1
            } else if indices.allSatisfy({ covered[$0]?.label == span.type }) {
                exact += 1
            }
        }
        for index in scalars.indices where counts[index] && !inside[index] {
            outside += 1
            if covered[index] != nil { over += 1 }
        }
    }
}
