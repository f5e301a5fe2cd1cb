import Domain
import EventFiles
import Forecasting

/// The last forecast as a map: eight steps of a logarithmic scale, neighbouring cells of one step drawn as one strip.
struct MapFigure {
    let html: String

    init(_ window: WindowForecast, grid: StudyGrid, cellSize: Double, marked: [(label: Int, cell: Cell)]) {
        let cells = window.cells.map { grid.cell(at: Int($0)) }
        guard let west = cells.map(\.column).min(), let east = cells.map(\.column).max(), let south = cells.map(\.row).min(),
            let north = cells.map(\.row).max()
        else {
            html = ""
            return
        }
        let greatest = Double(window.expected.max() ?? 0)
        // A step is a factor of two and a half: eight of them reach from the likeliest cells down to a six-hundredth.
        let bounds = (0..<8).map { step in greatest * MapFigure.power(2.5, step - 7) }
        var paths = [String](repeating: "", count: 8)
        var run: (step: Int, column: Int32, row: Int32, length: Int32)?
        func close() {
            guard let run else { return }
            paths[run.step] += "M\(run.column - west) \(north - run.row)h\(run.length)v1h-\(run.length)z"
        }
        for (cell, expected) in zip(cells, window.expected) {
            let step = max(0, (bounds.lastIndex { $0 <= Double(expected) } ?? -1))
            if let open = run, open.step == step, open.row == cell.row, open.column + open.length == cell.column {
                run?.length += 1
            } else {
                close()
                run = (step, cell.column, cell.row, 1)
            }
        }
        close()
        let width = Int(east - west) + 1
        let height = Int(north - south) + 1
        let drawn = paths.enumerated().map { "<path fill=\"\(ReportStyle.scale[$0])\" d=\"\($1)\"/>" }.joined()
        let size = max(Double(width), Double(height)) / 60
        let labels = marked.map { label, cell in
            let x = Double(cell.column - west) + 0.5
            let y = Double(north - cell.row) + 0.5
            return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(size)\" fill=\"none\" stroke=\"#e08a2b\" stroke-width=\"\(size / 4)\"/>"
                + "<text x=\"\(x + size * 1.2)\" y=\"\(y + size / 2)\" style=\"font-size:\(size * 1.6)px;fill:#e08a2b;font-weight:700\">\(label)</text>"
        }.joined()
        let legend = bounds.enumerated().map { "<span><i style=\"background:\(ReportStyle.scale[$0])\"></i>\(Numbers.short($1))</span>" }
            .joined()
        let title = say("The last window", "La dernière fenêtre")
        let caption = say(
            "Incidents expected by cell of \(Int(cellSize)) m, \(WallTime.text(window.start)) to \(WallTime.text(window.end)); north is up. The circled cells are explained below.",
            "Faits attendus par maille de \(Int(cellSize)) m, du \(WallTime.text(window.start)) au \(WallTime.text(window.end)) ; le nord en haut. Les mailles cerclées sont expliquées plus bas."
        )
        html = """
            <figure><h2>\(title)</h2><figcaption>\(caption)</figcaption>
            <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="\(HTMLText.escaped(caption))" shape-rendering="crispEdges">\(drawn)\(labels)</svg>
            <div class="legend">\(say("from", "à partir de")) \(legend)</div></figure>
            """
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<abs(exponent)).reduce(1) { value, _ in exponent < 0 ? value / base : value * base }
    }
}
