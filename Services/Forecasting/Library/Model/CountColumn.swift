/// One of the decayed counts that are kept for each cell.
struct CountColumn: Sendable, Equatable {
    /// Whose incidents it counts.
    enum Source: Sendable, Equatable {
        /// Of the category that is forecast (every category where all are).
        case own
        /// Of every category.
        case all
        /// Of one other category.
        case category(UInt16)
        /// Of the categories of a group, own included.
        case group(Set<UInt16>)
        /// Own, on one kind of day.
        case ownOn(DayType)
    }

    let source: Source
    /// Days after which an incident counts half; infinite for ever.
    let halfLife: Double
}
