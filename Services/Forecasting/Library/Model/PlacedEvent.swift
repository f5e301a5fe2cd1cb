/// An incident where anonymization allowed it to be known: a cell, or a square of cells within which its place is not known.
public struct PlacedEvent: Sendable, Equatable {
    /// Index in the study grid of its south-western cell.
    public let index: Int32
    /// Width of the square in cells; 1 where the cell itself is known.
    public let span: Int16
    /// Number of its category, from 0.
    public let category: UInt16
    /// 1, or less where it says less about the place: found by officers who were sent there.
    public let weight: Float

    /// Weight of what officers found because they were there, unless told otherwise. Patrols go where forecasts point, and what they find
    /// must not breed the next forecast (Ensign et al. 2018); at a tenth a patrol that finds something every other day stays below what an
    /// ordinary place reports.
    public static let discoveredWeight: Float = 0.1

    /// An incident.
    public init(index: Int32, span: Int16 = 1, category: UInt16, weight: Float = 1) {
        self.index = index
        self.span = max(1, span)
        self.category = category
        self.weight = weight
    }
}
