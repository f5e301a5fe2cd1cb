/// Little-endian fields of a zip archive's headers; 0 beyond their end, which no signature is.
struct ZipFields {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Two bytes.
    func half(_ place: Int) -> Int { place >= 0 && place + 2 <= bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : 0 }

    /// Four bytes.
    func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }

    /// A name; nil where it does not lie within.
    func text(_ place: Int, _ count: Int) -> String? {
        place + count <= bytes.count ? String(decoding: bytes[place..<place + count], as: UTF8.self) : nil
    }
}
