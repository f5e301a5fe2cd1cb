internal import CSchema

/// The one empty string that protobuf-c points absent strings to. It is in no arena, so it has no size before it.
enum EmptyString {
    // As an address: pointers are not Sendable, and this one is to a constant of the library.
    private static let address: UInt = {
        var c = Quietude__V1__Metadata()
        quietude__v1__metadata__init(&c)
        return UInt(bitPattern: c.key)
    }()

    static var pointer: UnsafeMutablePointer<CChar> {
        guard let pointer = UnsafeMutablePointer<CChar>(bitPattern: address) else { fatalError("protobuf-c has no empty string") }
        return pointer
    }
}
