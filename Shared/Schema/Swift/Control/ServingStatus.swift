/// Whether a service takes work; numbered as in gRPC's health protocol.
public enum ServingStatus: UInt8, CaseIterable, Sendable, Hashable {
    case unknown, serving, notServing
}
