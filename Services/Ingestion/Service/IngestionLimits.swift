/// Bounds of what one call may bring.
enum IngestionLimits {
    /// Observations in a batch.
    static let batch = 1_024
    /// Bytes of a batch: 1 MiB.
    static let bytes = 1 << 20
}
