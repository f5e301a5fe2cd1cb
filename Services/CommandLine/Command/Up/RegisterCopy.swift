import Foundation

/// The register that a new data folder starts with.
enum RegisterCopy {
    /// Copies a register into the data folder where it has none; says what was done, or nil where nothing was to do.
    static func place(_ asked: String?, into house: House) throws -> String? {
        let files = FileManager.default
        if files.fileExists(atPath: house.register) {
            guard let asked, files.contents(atPath: asked) != files.contents(atPath: house.register) else { return nil }
            return say(
                "\(house.register) is kept: it differs from \(asked). To take the new one, copy it there and send SIGHUP to quietude up",
                "\(house.register) est gardé : il diffère de \(asked). Pour prendre le nouveau, le copier là et envoyer SIGHUP à quietude up"
            )
        }
        guard let source = asked ?? ShippedConfiguration.path(of: "register.yaml") else {
            throw Failure(
                "there is no register: give one with --register FILE (compose/config/register.yaml of the project is an example)",
                "pas de registre : en donner un avec --register FICHIER (compose/config/register.yaml du projet en est un exemple)")
        }
        let problems = try RegisterCheck.problems(in: source)
        guard problems.isEmpty else {
            throw Failure(
                "\(source) has \(problems.count) problem(s): \(problems[0]); `quietude register check \(source)` lists them all",
                "\(source) a \(problems.count) problème(s) : \(problems[0]) ; `quietude register check \(source)` les donne tous")
        }
        do {
            // What the register names beside itself goes with it; a name with a folder is found where it is.
            for name in try RegisterCheck.read(source).residentFiles.values.map(\.path) where !name.contains("/") {
                let beside = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent(name).path
                if !files.fileExists(atPath: "\(house.root)/\(name)") {
                    try files.copyItem(atPath: beside, toPath: "\(house.root)/\(name)")
                }
            }
            try files.copyItem(atPath: source, toPath: house.register)
        } catch {
            throw Failure(
                "\(source) cannot be copied to \(house.register): \(error.localizedDescription)",
                "\(source) ne peut être copié vers \(house.register) : \(error.localizedDescription)")
        }
        return say("\(house.register) copied from \(source)", "\(house.register) copié de \(source)")
    }
}
