internal import CSchema

/// Asks a service what it speaks.
public struct DescribeRequest: Hashable, Sendable {
    /// The one value there is.
    public init() {}
}

extension DescribeRequest: ProtobufCoded {
    /// `quietude.v1.DescribeRequest`
    public static var name: String { "quietude.v1.DescribeRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DescribeRequest>) { quietude__v1__describe_request__init(c) }

    func fill(_ c: inout Quietude__V1__DescribeRequest, in arena: Arena) {}

    init(reading c: Quietude__V1__DescribeRequest) throws(SchemaError) { self.init() }
}
