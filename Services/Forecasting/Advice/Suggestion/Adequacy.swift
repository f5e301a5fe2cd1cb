/// How far planned means suffice.
public enum Adequacy {
    /// Per cent of the expected incidents that a capacity (incidents) can take: 100 E[min(load, capacity)] / E[load]; 100 where nothing is
    /// expected.
    public static func percent(_ load: Load, capacity: Double) -> Double {
        load.mean > 0 ? min(100, 100 * load.served(byCapacity: capacity) / load.mean) : 100
    }
}
