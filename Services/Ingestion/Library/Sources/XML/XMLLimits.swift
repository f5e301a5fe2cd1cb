/// What an XML document may ask of memory; beyond a limit it is refused, with the limit's name.
struct XMLLimits: Sendable {
    /// Open elements within one another.
    var depth = 128
    /// Attributes and namespace declarations of one element.
    var attributes = 256
    /// Bytes of one tag, comment, processing instruction or XML declaration.
    var markup = 65_536
    /// Different names of elements, attributes and namespaces in a document.
    var names = 4_096
    /// Bytes of text and attribute values in one record.
    var recordText = 4_194_304
    /// Elements in one record.
    var recordElements = 65_536

    static let standard = XMLLimits()
}
