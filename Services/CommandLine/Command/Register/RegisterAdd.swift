import ArgumentParser
import Domain
import Foundation
import Ingestion

/// `quietude register add`: writes the entry of a source, to be read, signed and put into the register.
struct RegisterAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: say("Writes the entry of a source, to be signed.", "Écrit l'entrée d'une source, à signer."),
        discussion: say(
            "Prints a section of YAML for `territories.TERRITORY.sources`, with all that art. 30 GDPR asks: controller and contact, purpose and legal basis, whom and what the data concern, recipients, transfers, time limits, security. It is validated with the register; nothing is changed unless --write is given.",
            "Imprime une section YAML pour `territories.TERRITOIRE.sources`, avec ce que demande l'art. 30 RGPD : responsable et contact, finalité et base légale, personnes et données concernées, destinataires, transferts, délais, sécurité. Elle est validée avec le registre ; rien n'est modifié sans --write."
        ))

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var statement: RegisterStatement

    @Option(
        help: ArgumentHelp(
            say("The register; the data folder's, else the shipped one.", "Le registre ; celui du dossier, sinon celui livré."),
            valueName: "file"))
    var register: String?

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "Puts the entry into the register file, once the whole is valid. Running services read it after SIGHUP.",
                "Met l'entrée dans le fichier du registre, une fois l'ensemble valide. Les services le relisent sur SIGHUP.")))
    var write = false

    @Argument(help: ArgumentHelp(say("Identifier of the source.", "Identifiant de la source."), valueName: "id"))
    var source: String

    func run() async throws {
        let house = dataOptions.house
        let path = try register ?? (FileManager.default.fileExists(atPath: house.register) ? house.register : shipped())
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                "\(path) cannot be read: name a register with --register", "\(path) ne peut être lu : nommer un registre par --register")
        }
        guard !write || register != nil || path == house.register else {
            throw Failure(
                "the shipped register is not written: name yours with --register",
                "le registre livré n'est pas modifié : nommer le vôtre par --register")
        }
        let declared = try Declared(register: path)
        let territory = try declared.territory(territory)
        guard try declared.require(territory)?.source(source) == nil else {
            throw Failure(
                "the register declares \(source) already: edit its entry in \(path)",
                "le registre déclare déjà \(source) : modifier son entrée dans \(path)")
        }
        let keys = try statement.publicKeys(house)
        let entry = statement.entry(source, keys: keys)
        let whole = try RegisterText(String(decoding: data, as: UTF8.self)).adding(entry, to: territory)
        try validate(whole, path)
        for line in entry { Output.line(line) }
        guard write else {
            Output.note(
                say(
                    "valid. Nothing was changed: have it signed, put it under territories.\(territory).sources of \(path), and raise `version`",
                    "valide. Rien n'a été modifié : la faire signer, la mettre sous territories.\(territory).sources de \(path), et changer `version`"
                ))
            return
        }
        do { try Data(whole.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)", "\(path) ne peut être écrit : \(error.localizedDescription)")
        }
        Output.note(
            say(
                "written into \(path): raise `version`, have it signed; running services read it after SIGHUP",
                "écrit dans \(path) : changer `version`, faire signer ; les services en marche le relisent sur SIGHUP"))
    }

    private func shipped() throws -> String {
        guard let path = ShippedConfiguration.path(of: "register.yaml") else {
            throw Failure("there is no register: name one with --register", "pas de registre : en nommer un par --register")
        }
        return path
    }

    /// The whole register with the entry must be one that ingestion takes.
    private func validate(_ whole: String, _ path: String) throws {
        do throws(RegisterError) { _ = try RegisterFile(yaml: whole, digest: []) } catch {
            let mine = error.problems.filter { $0.key.contains(".sources.\(source)") }
            for problem in mine.isEmpty ? error.problems : mine {
                Output.note(
                    "\(problem.key.split(separator: ".").suffix(2).joined(separator: "."))\(problem.value.isEmpty ? "" : ": \"\(problem.value)\""): \(problem.remedy)"
                )
            }
            throw ExitCode(1)
        }
    }
}
