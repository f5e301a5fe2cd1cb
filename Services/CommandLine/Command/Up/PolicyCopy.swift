import Foundation

/// The alert policy that a new data folder starts with.
enum PolicyCopy {
    /// Copies the shipped policy into the data folder where it has none; says what was done, or nil where nothing was to do.
    static func place(into house: House) throws -> String? {
        guard !FileManager.default.fileExists(atPath: house.policy) else { return nil }
        guard let source = ShippedConfiguration.path(of: "alert-policy.yaml") else {
            throw Failure(
                "there is no alert policy: put one at \(house.policy) (compose/config/alert-policy.yaml of the project is an example)",
                "pas de politique d'alerte : en mettre une en \(house.policy) (compose/config/alert-policy.yaml du projet en est un exemple)"
            )
        }
        do {
            try FileManager.default.copyItem(atPath: source, toPath: house.policy)
        } catch {
            throw Failure(
                "\(source) cannot be copied to \(house.policy): \(error.localizedDescription)",
                "\(source) ne peut être copié vers \(house.policy) : \(error.localizedDescription)")
        }
        return say("\(house.policy) copied from \(source)", "\(house.policy) copié de \(source)")
    }
}
