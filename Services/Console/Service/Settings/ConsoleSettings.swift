import Console
import Foundation
import Runtime

/// What is configured about the console, beyond what every service has.
enum ConsoleSettings {
    static let all: [Setting] = page + places + signIn + advice

    private static let page: [Setting] = [
        Setting("page.host", .text, default: "127.0.0.1", english: "Address of the page", french: "Adresse de la page"),
        Setting(
            "page.port", .port, explained: ("port-base", "port-base"), english: "Port of the page; 0 lets the system choose",
            french: "Port de la page ; 0 laisse le système choisir"),
        Setting(
            "page.origin", .text, explained: ("http://127.0.0.1:PORT", "http://127.0.0.1:PORT"),
            english: "Where browsers reach the page, with https behind a proxy",
            french: "Adresse publique de la page, en https derrière un mandataire"),
        Setting(
            "page.files", .path, explained: ("those of the program", "ceux du programme"),
            english: "Folder of the page's files; given, it is read anew for each request",
            french: "Dossier des fichiers de la page ; donné, il est relu à chaque requête"),
        Setting(
            "page.library", .path, explained: ("none", "aucun"), english: "Folder of installed scripts, served under /library",
            french: "Dossier de scripts installés, servi sous /library"),
        Setting(
            "page.public-trust", .choice(["true", "false"]), default: "false", english: "Shows the page of trust without signing in",
            french: "Montre la page de confiance sans connexion"),
        Setting(
            "page.tiles", .text, explained: ("none", "aucune"), english: "URL of map tiles, {z} {x} {y}; the only outside host",
            french: "URL de tuiles, {z} {x} {y} ; seul hôte extérieur"),
        Setting(
            "page.tiles-attribution", .text, explained: ("none", "aucune"), english: "Shown beside the tiles",
            french: "Montrée avec les tuiles"),
        Setting(
            "page.requests", .number(1...100_000), default: "600", english: "Requests a minute that one caller may send",
            french: "Requêtes par minute d'un appelant"),
    ]

    private static let places: [Setting] = [
        Setting(
            "outlines.file", .path, explained: ("none", "aucun"), english: "GeoJSON of the territory's zones, read in place",
            french: "GeoJSON des zones du territoire, lu sur place"),
        Setting(
            "outlines.id", .text, explained: ("the usual ones", "les usuelles"), english: "Property that identifies a zone",
            french: "Propriété qui identifie une zone"),
        Setting(
            "outlines.name", .text, explained: ("the usual ones", "les usuelles"), english: "Property that names a zone",
            french: "Propriété qui nomme une zone"),
        Setting(
            "cards", .path, explained: ("DATA/cards.yaml", "DATA/cards.yaml"), english: "Procedure cards by category",
            french: "Fiches réflexes par catégorie"),
        Setting(
            "indicators", .list, default: "quiet:7:watch=1.25:act=1.5,safety:7:watch=1.25:act=1.5,fire:7:watch=1.5:act=2",
            english: "Indicators: theme:days:watch=ratio:act=ratio against the season",
            french: "Indicateurs : thème:jours:watch=rapport:act=rapport à la saison"),
    ]

    private static let signIn: [Setting] = [
        Setting(
            "sign-in.token", .choice(["loopback", "never"]), default: "loopback",
            english: "loopback: the token of DATA/console/token, where page.host is loopback",
            french: "loopback : le jeton de DATA/console/token, si page.host est la boucle locale"),
        Setting(
            "sign-in.idle", .duration, default: "30m", english: "Without a request a session ends", french: "Sans requête une session finit"
        ),
        Setting("sign-in.lifetime", .duration, default: "8h", english: "A session ends anyway", french: "Une session finit de toute façon"),
        Setting(
            "oidc.issuer", .text, explained: ("none", "aucun"), english: "OpenID Connect: the provider's issuer URL",
            french: "OpenID Connect : URL de l'émetteur"),
        Setting("oidc.client", .text, explained: ("none", "aucun"), english: "Client identifier", french: "Identifiant du client"),
        Setting(
            "oidc.secret-file", .path, explained: ("none: PKCE alone", "aucun : PKCE seul"), english: "File (0600) of the client's secret",
            french: "Fichier (0600) du secret du client"),
        Setting(
            "oidc.name", .text, default: "OpenID Connect", english: "The provider as people call it",
            french: "Le fournisseur, tel qu'on l'appelle"),
        Setting("oidc.scopes", .text, default: "openid profile", english: "Scopes asked for", french: "Portées demandées"),
        Setting("oidc.role-claim", .text, default: "roles", english: "Claim that holds the roles", french: "Attribut qui porte les rôles"),
        Setting(
            "oidc.roles", .list, explained: ("role names as they are", "noms des rôles tels quels"),
            english: "VALUE=role, separated by commas; nobody without one gets in",
            french: "VALEUR=rôle, séparés par des virgules ; sans rôle, pas d'accès"),
    ]

    private static let advice: [Setting] = [
        Setting(
            "means.team-hours", .list, explained: ("none", "aucun"),
            english: "Team-hours planned a day: one number, or seven from Monday; nothing is judged without",
            french: "Heures d'équipe prévues par jour : un nombre, ou sept à partir du lundi ; rien n'est jugé sans"),
        Setting(
            "school-zone", .choice(["a", "b", "c", "none"]), default: "b", english: "Zone of the French school holidays",
            french: "Zone des vacances scolaires"),
    ]
}
