import Domain
import EventFiles

/// Reads what `quietude backtest --out` writes: `window_start,window_end,x,y,expected`, local wall clock.
enum AdviceForecasts {
    static func read(_ path: String) throws -> [Forecast] {
        let lines = try FileBytes.read(path).split(separator: UInt8(ascii: "\n"))
        let wrong = Failure(
            "\(path) is no forecast: it must begin with window_start,window_end,x,y,expected",
            "\(path) n'est pas une prévision : elle doit commencer par window_start,window_end,x,y,expected")
        guard let header = lines.first, String(decoding: header, as: UTF8.self).hasPrefix("window_start,window_end,x,y,expected") else {
            throw wrong
        }
        var windows: [Range<Int64>: [Forecast.Expectation]] = [:]
        for (index, line) in lines.enumerated().dropFirst() {
            let row = line.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
            let number = row.count >= 5 ? Double(row[4].filter { $0 != "\r" }) : nil
            guard let expected = number, expected >= 0, expected.isFinite, let start = WallTime.seconds(row[0]),
                let end = WallTime.seconds(row[1]), end > start, let column = Int32(row[2]), let rowNumber = Int32(row[3])
            else {
                throw Failure(
                    "\(path), line \(index + 1): is no row of a forecast", "\(path), ligne \(index + 1) : n'est pas une ligne de prévision")
            }
            windows[start..<end, default: []].append(.init(cell: Cell(column: column, row: rowNumber), expected: expected))
        }
        return windows.sorted { ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound) }.map { window, cells in
            Forecast(
                issuedAt: window.lowerBound, windowStart: window.lowerBound, windowEnd: window.upperBound, category: .other,
                cells: cells.sorted { $0.cell < $1.cell }, elsewhere: 0, model: "file", trainedFrom: 0, trainedUntil: window.lowerBound,
                sources: [], silentSources: [])
        }
    }
}
