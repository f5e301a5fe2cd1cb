/// Every setting that one service understands.
public struct SettingsCatalogue: Sendable {
    /// Whose settings.
    public let service: String
    /// In the order of `--help`.
    public let settings: [Setting]

    /// The settings that every service has, those of its upstreams, and its own.
    public init(service: String, own: [Setting] = []) {
        self.service = service
        let address = ServiceAddress.of(service)
        settings = Self.place(address) + address.upstreams.map(Self.upstream) + Self.storage + Self.limits + Self.logging + own
    }

    /// The setting of a key; nil where there is none.
    public func setting(_ key: String) -> Setting? { settings.first { $0.key == key } }

    private static func place(_ address: ServiceAddress) -> [Setting] {
        let base = ServiceAddress.defaultPortBase
        return [
            Setting(
                "config", .path,
                explained: ("DATA/config/\(address.name).yaml, if it exists", "DATA/config/\(address.name).yaml, s'il existe"),
                english: "Configuration file (YAML)", french: "Fichier de configuration (YAML)"),
            Setting(
                "data", .path, default: "quietude-data", english: "Folder of journals, keys and registers",
                french: "Dossier des journaux, des clés et des registres"),
            Setting(
                "host", .text, default: "127.0.0.1", english: "Address to listen on, for calls and feeds",
                french: "Adresse d'écoute des appels et des flux"),
            Setting(
                "port-base", .number(0...65_000), default: "\(base)", english: "Shifts the ports of all services",
                french: "Décale les ports de tous les services"),
            Setting(
                "port", .port, explained: ("port-base + \(address.offset)", "port-base + \(address.offset)"),
                english: "Port of calls and feeds; 0 lets the system choose",
                french: "Port des appels et des flux ; 0 laisse le système choisir"),
            Setting(
                "http.host", .text, default: "127.0.0.1", english: "Address to listen on, for /metrics and /health",
                french: "Adresse d'écoute de /metrics et /health"),
            Setting(
                "http.port", .port, explained: ("port-base + \(10 + address.offset)", "port-base + \(10 + address.offset)"),
                english: "Port of /metrics and /health; 0 lets the system choose",
                french: "Port de /metrics et /health ; 0 laisse le système choisir"),
        ]
    }

    private static func upstream(_ name: String) -> Setting {
        let offset = ServiceAddress.of(name).offset
        return Setting(
            "upstream.\(name)", .list, explained: ("tcp://127.0.0.1:(port-base + \(offset))", "tcp://127.0.0.1:(port-base + \(offset))"),
            english: "Endpoints of \(name), separated by commas", french: "Adresses de \(name), séparées par des virgules")
    }

    private static let storage: [Setting] = [
        Setting(
            "security", .choice(SecurityMode.allCases.map(\.rawValue)), default: SecurityMode.curve.rawValue,
            english: "curve: encrypted, keys checked; plain-loopback: neither, on loopback only",
            french: "curve : chiffré, clés vérifiées ; plain-loopback : ni l'un ni l'autre, sur la boucle locale seulement"),
        Setting(
            "keys", .path, explained: ("DATA/keys", "DATA/keys"), english: "Folder of SERVICE.key (0600) and authorised/NAME.key",
            french: "Dossier de SERVICE.key (0600) et authorised/NOM.key"),
        Setting(
            "journal.url", .text, default: "sqlite", english: "Where journals are kept; sqlite: under the data folder",
            french: "Où sont tenus les journaux ; sqlite : dans le dossier de données"),
        Setting(
            "journal.budget", .bytes, default: "16GiB", english: "Disk that one journal may take before work upstream is held back",
            french: "Disque qu'un journal peut occuper avant que l'amont soit retenu"),
        Setting(
            "journal.retention", .duration, explained: ("the register's", "celle du registre"),
            english: "Event time for which records are kept after all consumers have read them",
            french: "Durée, en temps des événements, de conservation de ce que tous les lecteurs ont lu"),
        Setting(
            "journal.trim-interval", .duration, default: "1m", english: "Time between two trims of each journal",
            french: "Temps entre deux purges de chaque journal"),
    ]

    private static let limits: [Setting] = [
        Setting(
            "limits.message", .bytes, default: "4MiB", english: "Largest message accepted", french: "Taille maximale d'un message accepté"),
        Setting(
            "limits.credit", .bytes, default: "8MiB", english: "Bytes that an upstream may send ahead",
            french: "Octets que l'amont peut envoyer d'avance"),
        Setting(
            "limits.transaction", .bytes, default: "4MiB", english: "Output after which a transaction is committed",
            french: "Quantité produite à partir de laquelle une transaction est validée"),
        Setting(
            "limits.snapshot", .bytes, default: "16MiB", english: "Changes of state after which a snapshot is taken",
            french: "Changements d'état à partir desquels un instantané est pris"),
        Setting(
            "drain-timeout", .duration, default: "10s", english: "Time that a stop may take before it is forced",
            french: "Durée d'un arrêt avant qu'il soit forcé"),
    ]

    private static let logging: [Setting] = [
        Setting(
            "log.format", .choice(LogFormat.allCases.map(\.rawValue)), default: LogFormat.json.rawValue,
            english: "One line an entry on standard error: json or human",
            french: "Une ligne par entrée sur l'erreur standard : json ou human"),
        Setting(
            "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), default: "info",
            english: "Least level written", french: "Niveau minimal écrit"),
    ]
}
