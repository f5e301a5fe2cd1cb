import Foundation

/// The procedure cards that a new data folder starts with.
enum CardsCopy {
    /// Copies the shipped cards into the data folder where it has none; says what was done, or nil where nothing was to do. Without them the
    /// console shows none.
    static func place(into house: House) throws -> String? {
        guard !FileManager.default.fileExists(atPath: house.cards), let source = ShippedConfiguration.path(of: "cards.yaml") else {
            return nil
        }
        do {
            try FileManager.default.copyItem(atPath: source, toPath: house.cards)
        } catch {
            throw Failure(
                "\(source) cannot be copied to \(house.cards): \(error.localizedDescription)",
                "\(source) ne peut être copié vers \(house.cards) : \(error.localizedDescription)")
        }
        return say("\(house.cards) copied from \(source)", "\(house.cards) copié de \(source)")
    }
}
