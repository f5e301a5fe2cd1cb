/// What a record of a journal holds; numbered as on the wire.
public enum RecordType: UInt8, CaseIterable, Sendable, Hashable {
    case observations = 1
    case watermark, register, incidents, readings, retractions, signal, forecast, alert, text, configuration, action

    /// The name used on the command line.
    public var name: String { "\(self)" }
}
