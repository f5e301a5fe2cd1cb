/// Bounds on what is decoded. A message beyond them is refused before it costs memory.
public enum SchemaLimits {
    /// Bytes of any one message.
    public static let messageBytes = 16 << 20
    /// Bytes of memory that one decoded message may take: hostile bytes can ask for two hundred times their own length.
    public static let decodedBytes = 64 << 20
    /// Observations in one `ObservationBatch`.
    public static let observationsPerBatch = 1024
    /// Bytes of one `ObservationBatch`.
    public static let observationBatchBytes = 1 << 20
}
