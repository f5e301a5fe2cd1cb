/// Rain and temperature about a moment, from a file of readings.
struct AdviceWeather {
    private var rain: [(time: Int64, value: Double)] = []
    private var temperature: [(time: Int64, value: Double)] = []

    init(path: String) throws {
        let table = try ReadingFile.read(path)
        for index in 0..<table.count {
            switch table.variables[table.kinds[index]] {
            case "rain": rain.append((table.wallSeconds[index], table.values[index]))
            case "temperature": temperature.append((table.wallSeconds[index], table.values[index]))
            default: break
            }
        }
        rain.sort { $0.time < $1.time }
        temperature.sort { $0.time < $1.time }
    }

    /// Millimetres in a stretch; nil without a reading in it.
    func rain(from start: Int64, to end: Int64) -> Double? { Self.values(rain, start, end).map { $0.reduce(0, +) } }

    /// The warmest of a stretch; nil without a reading in it.
    func warmest(from start: Int64, to end: Int64) -> Double? { Self.values(temperature, start, end).flatMap { $0.max() } }

    private static func values(_ all: [(time: Int64, value: Double)], _ start: Int64, _ end: Int64) -> [Double]? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].time < start { low = middle + 1 } else { high = middle }
        }
        let found = all[low...].prefix { $0.time < end }.map(\.value)
        return found.isEmpty ? nil : found
    }
}
