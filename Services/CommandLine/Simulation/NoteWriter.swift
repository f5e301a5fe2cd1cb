import Domain

/// Free text as agents write it, with persons, telephones, plates and addresses in it. All are made up here: names come from two short
/// lists, telephone numbers from the ranges that ARCEP keeps for fiction (06 39 98 .. .., 04 65 71 .. ..), addresses from example.org.
enum NoteWriter {
    private static let given = [
        "Amandine", "Bastien", "Céleste", "Djamel", "Éloïse", "Farid", "Gaëlle", "Hervé", "Inès", "Jérôme", "Karima", "Loïc", "Maëva",
        "Noël",
        "Océane", "Patrice", "Quitterie", "Rachid", "Solène", "Thibault", "Ursule", "Valérie", "Wassim", "Yaël", "Zoé",
    ]
    private static let family = [
        "Aubertin", "Belkacemi", "Castagnet", "Delmotte", "Estripeau", "Fontvieille", "Garrigou", "Hamdaoui", "Imbertié", "Jauffrineau",
        "Kermadec", "Lestrohan", "Mazargoux", "N'Diayeret", "Ollivaud", "Pastourel", "Quérandou", "Roubionnet", "Sartoulou", "Tchikaldi",
    ]
    private static let streets = [
        "rue des Lilas", "boulevard du Lavoir", "traverse de la Fontaine", "allée des Pins", "chemin du Moulin", "avenue des Micocouliers",
    ]
    private static let titles = ["M.", "Mme", "Monsieur", "Madame"]
    private static let findings: [String: [String]] = [
        "dumping": ["Dépôt de gravats", "Encombrants abandonnés", "Trois sacs de déchets verts", "Frigo et matelas"],
        "tree-hazard": ["Branche cassée au-dessus du passage", "Pin penché après le vent", "Platane à surveiller"],
        "damage": ["Banc arraché", "Grille forcée", "Tags sur le kiosque", "Jeu d'enfants brûlé", "Arrosage vandalisé"],
        "animal": ["Chien errant sans collier", "Essaim d'abeilles", "Sanglier aperçu", "Chien de catégorie non muselé"],
    ]

    /// A note about a kind of fact; about two in three hold personal data.
    static func note(category: String, using random: inout SplitMix64) -> String {
        let finding = random.pick(findings[category] ?? ["Constat sur place"])
        let who = "\(random.pick(titles)) \(random.pick(given)) \(random.pick(family))"
        switch random.integer(0...8) {
        case 0: return "\(finding). RAS par ailleurs."
        case 1: return "\(finding), signalé par \(who), tél. \(telephone(&random))."
        case 2: return "\(finding). Contact : \(who) (\(telephone(&random))), rappeler avant 18 h."
        case 3: return "\(finding) devant le \(random.integer(1...180)) \(random.pick(streets)), chez \(who)."
        case 4: return "\(finding). Véhicule \(plate(&random)) vu sur place, conducteur inconnu."
        case 5: return "\(finding), plusieurs appels du voisinage."
        case 6: return "\(finding). Message de \(mail(&random)) joint au dossier."
        case 7:
            let birth = "\(random.integer(1...28))/0\(random.integer(1...9))/19\(random.integer(50...99))"
            return "\(finding) ; \(who), né le \(birth), se dit témoin."
        default: return "\(finding). Équipe passée à \(random.integer(7...18))h\(random.integer(10...59)), enlèvement prévu."
        }
    }

    private static func telephone(_ random: inout SplitMix64) -> String {
        let prefix = random.pick(["06 39 98", "04 65 71", "+33 6 39 98"])
        return "\(prefix) \(pair(&random)) \(pair(&random))"
    }

    private static func pair(_ random: inout SplitMix64) -> String {
        let value = random.integer(0...99)
        return value < 10 ? "0\(value)" : "\(value)"
    }

    private static func plate(_ random: inout SplitMix64) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTVWXYZ")
        func two(_ random: inout SplitMix64) -> String { "\(random.pick(letters))\(random.pick(letters))" }
        return "\(two(&random))-\(random.integer(100...999))-\(two(&random))"
    }

    private static func mail(_ random: inout SplitMix64) -> String {
        let name = random.pick(["amandine.b", "bastien", "c.delmotte", "ines13", "loic.k", "soleneq", "thibault.p"])
        return "\(name)\(random.integer(1...99))@example.org"
    }
}
