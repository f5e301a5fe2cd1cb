/// The units that may leave anonymization, as UCUM writes them.
///
/// A unit is text from outside: passed on as it came it would be a hole through which anything could leave. So a unit is known or it stays.
struct UnitVocabulary: Sendable {
    /// Every unit that passes; the empty one stands for "not stated".
    static let units = [
        "", "1", "%", "Cel", "K", "mm", "cm", "m", "km", "mm/h", "m/s", "km/h", "s", "min", "h", "d", "{person}", "{visit}", "{vehicle}",
        "{passenger}", "{event}", "{incident}", "dB", "dB[A]", "hPa", "Pa", "lx", "ug/m3", "m3/s", "L/s", "kW",
    ]

    private let table = ByteTable(UnitVocabulary.units.enumerated().map { (name: $1, value: UInt32($0)) })

    /// The unit of exactly these bytes; nil where it is not in the vocabulary.
    func unit(_ bytes: UnsafeRawBufferPointer) -> String? {
        if bytes.isEmpty { return "" }
        return table.value(bytes).map { UnitVocabulary.units[Int($0)] }
    }
}
