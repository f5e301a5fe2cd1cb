import Runtime

/// A document of headings, paragraphs and tables, written as Markdown or HTML.
struct ReportDocument {
    /// A part of it.
    enum Block {
        case heading(Int, String)
        case paragraph(String)
        case list([String])
        case table([String], [[String]])
    }

    let title: String
    let language: Language
    var blocks: [Block] = []

    /// As Markdown.
    var markdown: String {
        var text = "# \(title)\n"
        for block in blocks {
            text += "\n"
            switch block {
            case .heading(let level, let words): text += String(repeating: "#", count: level) + " \(words)\n"
            case .paragraph(let words): text += words + "\n"
            case .list(let items): for item in items { text += "- \(item)\n" }
            case .table(let head, let rows):
                text += row(head) + "|" + String(repeating: " --- |", count: head.count) + "\n"
                for cells in rows { text += row(cells) }
            }
        }
        return text
    }

    /// As one HTML page that needs nothing else.
    var html: String {
        var body = "<h1>\(ReportDocument.escaped(title))</h1>\n"
        for block in blocks {
            switch block {
            case .heading(let level, let words): body += "<h\(level)>\(ReportDocument.escaped(words))</h\(level)>\n"
            case .paragraph(let words): body += "<p>\(ReportDocument.escaped(words))</p>\n"
            case .list(let items): body += "<ul>\n" + items.map { "<li>\(ReportDocument.escaped($0))</li>\n" }.joined() + "</ul>\n"
            case .table(let head, let rows):
                body += "<table>\n<tr>" + head.map { "<th>\(ReportDocument.escaped($0))</th>" }.joined() + "</tr>\n"
                for cells in rows { body += "<tr>" + cells.map { "<td>\(ReportDocument.escaped($0))</td>" }.joined() + "</tr>\n" }
                body += "</table>\n"
            }
        }
        let code = language == .french ? "fr" : "en"
        return """
            <!DOCTYPE html>
            <html lang="\(code)">
            <head>
            <meta charset="utf-8">
            <title>\(ReportDocument.escaped(title))</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { border: 1px solid #999; padding: .3rem .6rem; text-align: left; vertical-align: top; }
            th { background: #eee; }
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
