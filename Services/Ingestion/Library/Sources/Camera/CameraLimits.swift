/// What a camera's stream may ask of memory.
enum CameraLimits {
    /// Items of one message that are looked at.
    static let items = 64
    /// Bytes of a payload that is written as a text.
    static let payload = 65_536
    /// Objects of one frame that are counted.
    static let objects = 4_096
    /// Slots that are open at once, of all cameras and measures.
    static let slots = 65_536
    /// Counters remembered.
    static let counters = 65_536
    /// Slots for which a late message is still taken.
    static let lateSlots: Int64 = 2
}
