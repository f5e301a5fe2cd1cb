import EventFiles
import Forecasting

/// Writes forecasts as the contract has them: `window_start,window_end,x,y,expected`.
struct ForecastFile: ~Copyable {
    /// A cell of which less is expected is left out: nothing that any measure could see.
    private static let least: Float = 1e-10

    private var file: OutputFile

    init(_ path: String) throws(EventFileError) {
        var file = try OutputFile(path)
        try file.write("window_start,window_end,x,y,expected\n")
        self.file = file
    }

    /// Writes a window's rows; cells are those of a grid.
    mutating func write(_ window: WindowForecast, on grid: StudyGrid) throws(EventFileError) {
        let head = Array("\(WallTime.text(window.start)),\(WallTime.text(window.end)),".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(window.cells.count * 64)
        for (index, expected) in zip(window.cells, window.expected) where expected > ForecastFile.least {
            let cell = grid.cell(at: Int(index))
            bytes += head
            ForecastFile.append(Int64(cell.column), to: &bytes)
            bytes.append(UInt8(ascii: ","))
            ForecastFile.append(Int64(cell.row), to: &bytes)
            bytes.append(UInt8(ascii: ","))
            ForecastFile.append(fraction: Double(expected), to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        try file.write(bytes)
    }

    /// Ends the file and gives it its name.
    mutating func close() throws(EventFileError) {
        try file.close()
    }

    private static func append(_ value: Int64, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Ten decimals, trailing zeros left out.
    private static func append(fraction value: Double, to bytes: inout [UInt8]) {
        let scaled = Int64((min(value, 1e8) * 1e10).rounded())
        append(scaled / 10_000_000_000, to: &bytes)
        var rest = scaled % 10_000_000_000
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var digit: Int64 = 1_000_000_000
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / digit))
            rest %= digit
            digit /= 10
        }
    }
}
