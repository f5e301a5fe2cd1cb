import Runtime

/// What a gateway is asked for on its command line.
struct GatewayArguments: Sendable, Hashable {
    /// What it is to do.
    enum Task: Sendable, Hashable {
        case run, check, deadLetters, requeue, help, version
    }

    var task = Task.run
    var config = ""

    /// Nil for what it does not know, with the sentence that says so.
    init(_ arguments: [String], kind: GatewayKind, language: Language) throws(ConfigurationError) {
        func say(_ english: String, _ french: String) -> String { language == .french ? french : english }
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--help", "-h": task = .help
            case "--version": task = .version
            case "--check": task = .check
            case "--dead-letters": task = .deadLetters
            case "--requeue": task = .requeue
            case "--config":
                guard let path = rest.popFirst() else { throw Self.fault("--config", say("name a file", "nommer un fichier")) }
                config = path
            case _ where word.hasPrefix("--config="): config = String(word.dropFirst(9))
            default:
                throw Self.fault("argument", say("see \(kind.executable) --help", "voir \(kind.executable) --help"))
            }
        }
        if config.isEmpty, task != .help, task != .version {
            throw Self.fault(
                "--config", say("missing: name the gateway's file, see --help", "manque : nommer le fichier de la passerelle, voir --help"))
        }
    }

    private static func fault(_ key: String, _ remedy: String) -> ConfigurationError {
        ConfigurationError([ConfigurationFault(line: nil, key: key, remedy: remedy)])
    }

    /// What `--help` prints.
    static func help(_ kind: GatewayKind, _ language: Language) -> String {
        language == .french
            ? """
            \(kind.executable) : porte les alertes de Quiétude plus loin.

            UTILISATION : \(kind.executable) --config FICHIER [--check | --dead-letters | --requeue]

              --config FICHIER   le fichier de la passerelle ; compose/config/gateway-\(kind.rawValue).yaml montre comment l'écrire
              --check            lit le fichier, dit toutes ses fautes avec leur ligne, et s'arrête
              --dead-letters     liste ce qui a été abandonné
              --requeue          le remet dans la file (passerelle arrêtée)
              --version, --help
            """
            : """
            \(kind.executable): carries Quietude's alerts further.

            USAGE: \(kind.executable) --config FILE [--check | --dead-letters | --requeue]

              --config FILE      the gateway's file; compose/config/gateway-\(kind.rawValue).yaml shows how to write one
              --check            reads the file, tells all its faults with their lines, and ends
              --dead-letters     lists what was given up
              --requeue          puts it back into the outbox (while the gateway is stopped)
              --version, --help
            """
    }
}
