import Domain

/// An observation on its way: everything but its cell, which waits for the projection of the whole batch.
struct Draft {
    /// Where the cell will come from.
    enum Place {
        case nowhere
        /// The number of the point in the batch's projection, and how far off it may be, metres.
        case point(Int, accuracy: Double)
        case cell(Cell)
    }

    let category: Category
    /// Its code is not in the register.
    let isUnmapped: Bool
    let slot: TimeSlot
    let saidSlot: Int64?
    let unit: String
    let place: Place
}

/// What the first look at an observation gives.
enum Verdict {
    case drop(DropReason)
    case withdraw
    case take(Draft)
}
