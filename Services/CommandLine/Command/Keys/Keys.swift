import ArgumentParser
import Domain
import Foundation
import Transport

extension Role: ExpressibleByArgument {}

/// `quietude keys`: who may speak with the house.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Makes, lists and authorises keys.", "Crée, liste et autorise des clés."),
        subcommands: [New.self, List.self, Authorise.self])

    /// What a key may do.
    struct Rights: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                say("What its holder is.", "Ce qu'est son porteur."), valueName: Role.allCases.map(\.rawValue).joined(separator: "|")))
        var role: Role = .partner

        @Option(
            help: ArgumentHelp(
                say("A source it may push; may be repeated.", "Une source qu'elle peut pousser ; répétable."), valueName: "id"))
        var source: [String] = []

        @Option(
            help: ArgumentHelp(
                say("A feed it may read, such as alert; may be repeated.", "Un flux qu'elle peut lire, tel que alert ; répétable."),
                valueName: "type"))
        var feed: [String] = []

        @Option(
            help: ArgumentHelp(
                say(
                    "Whose alerts it may read: operators, field-agents, partner-agencies, public; may be repeated. A gateway or partner that names none: partner-agencies and public.",
                    "De qui elle peut lire les alertes : operators, field-agents, partner-agencies, public ; répétable. Passerelle ou partenaire sans ce choix : partner-agencies et public."
                ),
                valueName: "audience"))
        var audience: [String] = []

        @OptionGroup var limits: KeyLimits

        @Option(
            help: ArgumentHelp(
                say("The day from which it is refused.", "Le jour à partir duquel elle est refusée."), valueName: "2031-01-31"))
        var expires: String?

        /// What the key of a name may do; `sources` where none is named.
        func key(named name: String, publicKey: String, sources: [String] = []) throws -> AuthorisedKey {
            let source = self.source.isEmpty ? sources : self.source
            let feeds = try feed.map { word in
                guard let type = RecordType.allCases.first(where: { $0.name == word }) else {
                    let known = KeyRing.deidentified.map(\.name).sorted().joined(separator: ", ")
                    throw Failure(
                        "\"\(word)\" is not a feed: choose from \(known)", "« \(word) » n'est pas un flux : choisir parmi \(known)")
                }
                return type
            }
            let audiences = try audience.map { word in
                guard let audience = Audience(name: word) else {
                    let known = Audience.allCases.map(\.name).joined(separator: ", ")
                    throw Failure(
                        "\"\(word)\" is not an audience: choose from \(known)", "« \(word) » n'est pas un public : choisir parmi \(known)")
                }
                return audience
            }
            if role == .partner && source.isEmpty {
                throw Failure(
                    "a partner's key needs at least one source: add --source ID",
                    "la clé d'un partenaire veut au moins une source : ajouter --source ID")
            }
            guard role != .service else {
                throw Failure(
                    "keys of services are made by `quietude up` alone", "les clés des services sont créées par `quietude up` seul")
            }
            let peer = Peer(
                name: name, publicKey: publicKey, role: role, sources: Set(source), feeds: Set(feeds), audiences: Set(audiences),
                limits: try limits.read())
            return AuthorisedKey(peer: peer, expires: try expires.map { Instant(seconds: try Times.parse($0)) })
        }
    }

    /// `quietude keys new NAME`.
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say("Makes a key pair and authorises it.", "Crée une paire de clés et l'autorise."))

        @OptionGroup var dataOptions: DataOptions
        @OptionGroup var rights: Rights

        @Option(
            help: ArgumentHelp(
                say(
                    "The agency that holds it: a partner's key; for the source of the same name where no --source is given.",
                    "L'organisme qui la porte : clé de partenaire ; pour la source du même nom sans --source."),
                valueName: say("name", "nom")))
        var partner: String?

        @Argument(
            help: ArgumentHelp(
                say("Who holds it, where --partner does not say.", "Qui la porte, sans --partner."), valueName: say("name", "nom")))
        var name: String?

        func validate() throws {
            guard (name == nil) != (partner == nil) else {
                throw ValidationError(
                    say("name who holds the key, once: --partner NAME, or NAME", "nommer une fois qui porte la clé : --partner NOM, ou NOM")
                )
            }
            guard partner == nil || rights.role == .partner else {
                throw ValidationError(
                    say("--partner makes a partner's key: leave --role out", "--partner crée une clé de partenaire : sans --role"))
            }
        }

        func run() async throws {
            let name = partner ?? name ?? ""
            let sources = partner.map { [$0] } ?? []
            let house = dataOptions.house
            try Keys.requireName(name)
            try FileManager.default.createDirectory(atPath: house.authorised, withIntermediateDirectories: true)
            let pair = KeyPair.generate()
            let key = try rights.key(named: name, publicKey: pair.publicKey, sources: sources)
            try pair.write(to: house.key(of: name))
            do {
                try key.write(intoFolder: house.authorised)
            } catch {
                // A pair that nobody lets in would only be in the way of the next try.
                try? FileManager.default.removeItem(atPath: house.key(of: name))
                throw error
            }
            Output.line(say("public key  \(pair.publicKey)", "clé publique  \(pair.publicKey)"))
            Output.line(
                say(
                    "secret kept in \(house.key(of: name)): hand that file to \(name) and to nobody else",
                    "secret gardé dans \(house.key(of: name)) : le remettre à \(name) et à personne d'autre"))
            if partner != nil {
                for source in Keys.undeclared(key.peer.sources, house) {
                    Output.line(
                        say(
                            "the register declares no source \(source) yet: `quietude register add \(source) …` writes its entry",
                            "le registre ne déclare pas encore de source \(source) : `quietude register add \(source) …` écrit son entrée"))
                }
            }
            Keys.sayReload(house)
        }
    }

    /// A key opens nothing that the register does not declare.
    fileprivate static func undeclared(_ sources: Set<String>, _ house: House) -> [String] {
        guard let declared = try? Declared(house), !declared.registers.isEmpty else { return [] }
        return sources.filter { source in !declared.registers.contains { $0.source(source) != nil } }.sorted()
    }

    /// `quietude keys list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: say("Lists the authorised keys.", "Liste les clés autorisées."))

        @OptionGroup var dataOptions: DataOptions

        func run() async throws {
            let known = AuthorisedKeys(folder: dataOptions.house.authorised)
            let problems = try known.reload()
            let rows = known.all.map { key in
                [
                    key.peer.name, key.peer.role.rawValue, key.peer.publicKey,
                    key.expires.map { Times.text($0) } ?? say("no end", "sans fin"),
                    Keys.rights(key.peer),
                ]
            }
            for line in Table.lines(rows) { Output.line(line) }
            for problem in problems { Output.note("\(problem.path): \(problem.reason)") }
            if !problems.isEmpty { throw ExitCode(1) }
        }
    }

    /// What a key may push, read and hear, and how much: sources, `<feeds`, `@audiences`, limits.
    fileprivate static func rights(_ peer: Peer) -> String {
        let reads = peer.feeds.map(\.name).sorted().map { "<\($0)" }
        let hears = peer.feeds.contains(.alert) ? peer.mayHear.sorted().map { "@\($0.name)" } : []
        let limits = (peer.limits?.written ?? []).map { "\($0.field)=\($0.text)" }
        return (peer.sources.sorted() + reads + hears + limits).joined(separator: " ")
    }

    /// `quietude keys authorise NAME --key PUBLIC`.
    struct Authorise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say("Lets in a public key that a partner made.", "Admet une clé publique qu'un partenaire a créée."))

        @OptionGroup var dataOptions: DataOptions
        @OptionGroup var rights: Rights

        @Option(help: ArgumentHelp(say("The public key, Z85.", "La clé publique, Z85."), valueName: "z85"))
        var key: String

        @Argument(help: ArgumentHelp(say("Who holds it.", "Qui la porte."), valueName: say("name", "nom")))
        var name: String

        func run() async throws {
            let house = dataOptions.house
            try Keys.requireName(name)
            guard KeyPair.isKey(key) else {
                throw Failure(
                    "--key is not a public key: 40 characters of Z85, as `quietude keys new` prints them",
                    "--key n'est pas une clé publique : 40 caractères de Z85, comme les imprime `quietude keys new`")
            }
            try FileManager.default.createDirectory(atPath: house.authorised, withIntermediateDirectories: true)
            try rights.key(named: name, publicKey: key).write(intoFolder: house.authorised)
            Output.line(say("\(name) is let in", "\(name) est admis"))
            Keys.sayReload(house)
        }
    }

    private static func requireName(_ name: String) throws {
        guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_.-]{0,63}/) != nil else {
            throw Failure(
                "\"\(name)\" cannot be a key's name: use 1 to 64 letters, digits, - _ .",
                "« \(name) » ne peut nommer une clé : 1 à 64 lettres, chiffres, - _ .")
        }
    }

    private static func sayReload(_ house: House) {
        guard let running = RunningHouse.read(house) else { return }
        Output.line(
            say(
                "running services read it after: kill -HUP \(running.process)",
                "les services en marche le lisent après : kill -HUP \(running.process)"))
    }
}
