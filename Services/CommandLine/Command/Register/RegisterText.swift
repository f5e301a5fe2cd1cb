/// A register file as text, into which an entry is put without touching a line or a comment of what is there.
struct RegisterText {
    private let lines: [String]

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// The text with an entry behind the last one of a territory's sources; throws where it cannot tell where that is.
    func adding(_ entry: [String], to territory: String) throws -> String {
        guard let territories = line(of: "territories", in: lines.indices, deeperThan: -1),
            let place = line(of: territory, in: block(territories), deeperThan: indent(territories)),
            let sources = line(of: "sources", in: block(place), deeperThan: indent(place)),
            let first = block(sources).first(where: isContent)
        else {
            throw Failure(
                "the place for the entry cannot be found: put it under territories.\(territory).sources by hand",
                "la place de l'entrée est introuvable : la mettre à la main sous territories.\(territory).sources")
        }
        // Behind the block's last line with content: comments that follow may belong to what comes next.
        let last = block(sources).last(where: isContent) ?? first
        let margin = String(repeating: " ", count: indent(first))
        var result = lines
        result.insert(contentsOf: entry.map { margin + $0 }, at: last + 1)
        return result.joined(separator: "\n")
    }

    private func indent(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }

    private func isContent(_ index: Int) -> Bool {
        let text = lines[index].drop { $0 == " " }
        return !text.isEmpty && !text.hasPrefix("#")
    }

    /// The lines that belong to the key on a line.
    private func block(_ index: Int) -> Range<Int> {
        let end = lines.indices.dropFirst(index + 1).first { isContent($0) && indent($0) <= indent(index) } ?? lines.count
        return index + 1..<end
    }

    /// The first line, in some, that opens a block under a key.
    private func line(of key: String, in range: Range<Int>, deeperThan margin: Int) -> Int? {
        // Children of one block stand at one indent.
        guard let child = range.first(where: isContent).map(indent), child > margin else { return nil }
        return range.first { index in
            guard isContent(index), indent(index) == child else { return false }
            let text = lines[index].drop { $0 == " " }
            return text.hasPrefix("\(key):") || text.hasPrefix("\"\(key)\":")
        }
    }
}
