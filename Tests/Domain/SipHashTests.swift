import Domain
import Testing

@Suite("SipHash-2-4-128")
struct SipHashTests {
    private static let hash = SipHash128(key0: 0x0706_0504_0302_0100, key1: 0x0f0e_0d0c_0b0a_0908)

    // From `vectors_sip128` of the authors' reference implementation: key 00 ... 0f, input 00, 01, ... of that length.
    @Test(
        "gives the reference's digest",
        arguments: [
            (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"), (2, "8177228da4a45dc7fca38bdef60affe4"),
            (3, "9c70b60c5267a94e5f33b6b02985ed51"), (7, "a1f1ebbed8dbc153c0b84aa61ff08239"), (8, "3b62a9ba6258f5610f83e264f31497b4"),
            (9, "264499060ad9baabc47f8b02bb6d71ed"), (15, "5493e99933b0a8117e08ec0f97cfc3d9"), (16, "6ee2a4ca67b054bbfd3315bf85230577"),
            (31, "2939b0183223fafc1723de4f52c43d35"), (63, "5150d1772f50834a503e069a973fbd7c"),
        ])
    func reference(length: Int, expected: String) {
        #expect(hex(SipHashTests.hash.hash((0..<length).map { UInt8($0) })) == expected)
    }

    @Test("a number and bytes hash as their concatenation", arguments: [0, 1, 7, 8, 55])
    func numberAndBytes(length: Int) {
        let bytes = (8..<(8 + length)).map { UInt8($0) }
        let together = SipHashTests.hash.hash((0..<(8 + length)).map { UInt8($0) })
        #expect(bytes.withUnsafeBytes { SipHashTests.hash.hash(0x0706_0504_0302_0100, $0) } == together)
    }

    @Test("a key of bytes is the key of its little-endian halves")
    func keyOfBytes() {
        #expect(SipHash128(key: (0..<16).map { UInt8($0) })?.hash([1, 2, 3]) == SipHashTests.hash.hash([1, 2, 3]))
    }

    @Test("a key of another length is refused", arguments: [0, 15, 17])
    func keyLength(length: Int) {
        #expect(SipHash128(key: Array(repeating: 0, count: length)) == nil)
    }

    private func hex(_ digest: SipHash128.Digest) -> String {
        var text = ""
        for half in [digest.low, digest.high] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                let byte = UInt8(truncatingIfNeeded: half >> shift)
                text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
        }
        return text
    }
}
