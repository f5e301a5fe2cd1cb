/// Numbers the categories of a file in the order in which they come.
struct CategoryColumn {
    private(set) var names: [String] = []
    private var places: [String: UInt16] = [:]
    /// The last few, compared byte by byte: most files have a handful of kinds, and building a string for each row costs more than the rest of it.
    private var recent: [(bytes: [UInt8], index: UInt16)] = []

    private static let remembered = 16

    /// The number of a name; nil where there are too many.
    mutating func index(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt16? {
        let name = UnsafeBufferPointer(rebasing: text[range])
        for entry in recent where entry.bytes.count == name.count && entry.bytes.elementsEqual(name) { return entry.index }
        let string = CSVField.string(text, range)
        let index: UInt16
        if let known = places[string] {
            index = known
        } else {
            guard names.count < EventFile.categoriesAtMost else { return nil }
            index = UInt16(names.count)
            names.append(string)
            places[string] = index
        }
        if recent.count == CategoryColumn.remembered { recent.removeFirst() }
        recent.append((Array(name), index))
        return index
    }
}
