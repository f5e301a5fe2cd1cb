import Ingestion
import Schema

extension Refusal {
    /// What a partner is told of an observation that the register or the rules refuse.
    init(index: Int, _ refusal: ObservationRefusal) {
        self.init(
            index: UInt32(index), status: refusal.status, field: refusal.field.rawValue, reason: refusal.reason.rawValue,
            message: refusal.message)
    }
}
