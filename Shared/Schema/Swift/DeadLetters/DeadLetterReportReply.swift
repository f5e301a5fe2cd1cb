internal import CSchema

/// What became of a report.
public struct DeadLetterReportReply: Hashable, Sendable {
    /// Those that were not known already.
    public var taken: UInt32

    /// A value with its fields.
    public init(taken: UInt32) {
        self.taken = taken
    }
}

extension DeadLetterReportReply: ProtobufCoded {
    /// `quietude.v1.DeadLetterReportReply`
    public static var name: String { "quietude.v1.DeadLetterReportReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DeadLetterReportReply>) {
        quietude__v1__dead_letter_report_reply__init(c)
    }

    func fill(_ c: inout Quietude__V1__DeadLetterReportReply, in arena: Arena) {
        c.taken = taken
    }

    init(reading c: Quietude__V1__DeadLetterReportReply) throws(SchemaError) {
        self.init(
            taken: c.taken)
    }
}
